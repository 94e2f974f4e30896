namespace ResNetMLNet.Onnx;

/// <summary>A version of ONNX's operators.</summary>
/// <param name="Version">Its number.</param>
/// <param name="IrVersion">The version of the file format that came with it.</param>
internal sealed record OnnxOperatorSet(int Version, int IrVersion)
{
    /// <summary>
    /// Of ONNX 1.8, late 2020. Networks and features of pixels take no operator that came later, and older runtimes read them.
    /// </summary>
    public static OnnxOperatorSet Common { get; } = new(13, 7);

    /// <summary>Of ONNX 1.13, late 2022: the first whose Resize can shrink a picture without skipping pixels.</summary>
    public static OnnxOperatorSet Antialiasing { get; } = new(18, 8);
}
