namespace ResNetMLNet.Modeling;

/// <summary>What decides the layers of one residual block.</summary>
/// <param name="InChannels">The channels of the input.</param>
/// <param name="Channels">The channels within the block.</param>
/// <param name="Stride">The stride of the block's 3x3 convolution, its first if there are two, and of the shortcut.</param>
/// <param name="UsesProjection">Whether the shortcut is a 1x1 convolution of the input instead of the input itself.</param>
/// <param name="Network">The network that the block belongs to.</param>
internal readonly record struct ResidualShape(
    long InChannels, long Channels, long Stride, bool UsesProjection, ResNetDescription Network)
{
    /// <summary>The channels of the output.</summary>
    public long OutChannels => Network.Expansion * Channels;

    /// <summary>The convolutions of the branch in order.</summary>
    /// <remarks>
    /// A bottleneck's stride is that of its 3x3 convolution, as in torchvision's weights; in the paper it was the first one's.
    /// </remarks>
    public IReadOnlyList<ConvolutionShape> Convolutions => Network.HasBottlenecks
        ?
        [
            new(InChannels, Channels, KernelSize: 1, Stride: 1, Network.HasBias),
            new(Channels, Channels, KernelSize: 3, Stride, Network.HasBias),
            new(Channels, OutChannels, KernelSize: 1, Stride: 1, Network.HasBias),
        ]
        :
        [
            new(InChannels, Channels, KernelSize: 3, Stride, Network.HasBias),
            new(Channels, Channels, KernelSize: 3, Stride: 1, Network.HasBias),
        ];

    /// <summary>The convolution of the shortcut, where there is one.</summary>
    public ConvolutionShape Projection => new(InChannels, OutChannels, KernelSize: 1, Stride, Network.HasBias);

    /// <summary>The channels of the batch normalization in front of a convolution of the branch, or behind it.</summary>
    public long NormalizedChannels(ConvolutionShape convolution) =>
        Network.PreActivation ? convolution.InChannels : convolution.OutChannels;

    /// <summary>The numbers that gradients change.</summary>
    public long ParameterCount
    {
        get
        {
            var shape = this;
            var branch = Convolutions.Sum(convolution => convolution.ParameterCount + (2 * shape.NormalizedChannels(convolution)));
            return branch + (UsesProjection ? Projection.ParameterCount + (Network.NormalizesShortcuts ? 2 * OutChannels : 0) : 0);
        }
    }
}
