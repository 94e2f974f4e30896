using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Checks;

/// <summary>Random numbers in the sizes, format and layout that a kernel is used with, the same each time.</summary>
internal sealed class CheckMaps(LayerKernel kernel) : IDisposable
{
    private readonly Generator _generator = new(1, CPU);

    /// <summary>Some maps: (count, inputs, height, width), channels last.</summary>
    public Tensor Maps(int count) => Random(count, kernel.Shape.Height, kernel.Shape.Width, kernel.Inputs).permute(0, 3, 1, 2);

    /// <summary>Some numbers in the shape of the output: (count, outputs, height, width), channels last.</summary>
    public Tensor Outputs(int count) =>
        Random(count, kernel.Shape.OutHeight, kernel.Shape.OutWidth, kernel.Outputs).permute(0, 3, 1, 2);

    /// <summary>Kernels: (outputs, inputs, size, size).</summary>
    public Tensor Weights() => Random(kernel.Outputs, kernel.Inputs, kernel.Shape.KernelSize, kernel.Shape.KernelSize);

    /// <summary>One number an output.</summary>
    public Tensor Bias() => Random(kernel.Outputs);

    /// <summary>A batch of maps in turn, in the layout that they have.</summary>
    public static Tensor InTurn(Tensor maps, int rows) => maps.permute(0, 2, 3, 1)
        .repeat((rows + maps.shape[0] - 1) / maps.shape[0], 1, 1, 1)
        .narrow(0, 0, rows)
        .permute(0, 3, 1, 2);

    public void Dispose() => _generator.Dispose();

    private Tensor Random(params long[] shape) => empty(shape).uniform_(-0.5, 0.5, _generator).to(kernel.Type);
}
