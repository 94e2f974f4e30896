namespace ResNetMLNet.Modeling;

/// <summary>What decides the parameters of a square convolution whose padding keeps the size of the map but for the stride.</summary>
internal readonly record struct ConvolutionShape(long InChannels, long OutChannels, long KernelSize, long Stride, bool HasBias)
{
    public long Padding => KernelSize / 2;

    public long ParameterCount => (InChannels * OutChannels * KernelSize * KernelSize) + (HasBias ? OutChannels : 0);
}
