using System.Runtime.InteropServices;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling.Folding;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>
/// The door to oneDNN's fused operators. They are private to PyTorch: they are used only in builds of libtorch in which we saw
/// them, and there only if they compute the same as public ones, which is tried once in a process.
/// </summary>
internal static class FusedOperators
{
    private const string KnownLibTorch = "2.10.";

    private const string Methods = $"""
          def pack_convolution(self: {ScriptArchive.ClassName}, weight: Tensor, stride: int, padding: int,
              batch: int, height: int, width: int) -> Tensor:
            input = [batch, torch.size(weight, 1), height, width]
            return ops.mkldnn._reorder_convolution_weight(weight, [padding, padding], [stride, stride], [1, 1], 1, input)
          def pack_linear(self: {ScriptArchive.ClassName}, weight: Tensor, batch: int) -> Tensor:
            return ops.mkldnn._reorder_linear_weight(weight, batch)
        """;

    private static readonly Lazy<jit.ScriptModule> _module = new(() => jit.load(ScriptArchive.Create(Methods)));
    private static readonly Lazy<string?> _single = new(() => Try(ScalarType.Float32, tolerance: 1e-4));
    private static readonly Lazy<string?> _bfloat16 = new(() => Try(ScalarType.BFloat16, tolerance: 0.05));

    /// <summary>
    /// Whether this is the libtorch of a TorchSharp package in which we saw them. It cannot be tried: TorchSharp 0.107 ends the
    /// process where a script names an operator that libtorch lacks.
    /// </summary>
    public static bool AreKnown =>
        OperatingSystem.IsLinux()
        && RuntimeInformation.ProcessArchitecture == Architecture.X64
        && NativeLibraries.LoadedFromPackage
        && __version__.StartsWith(KnownLibTorch, StringComparison.Ordinal);

    /// <summary>What keeps them, where they are known, from being used in a format on this processor; null if nothing does.</summary>
    public static string? Problem(ScalarType type) => (type == ScalarType.BFloat16 ? _bfloat16 : _single).Value;

    /// <summary>Whether they are known and compute right on this processor in a format.</summary>
    public static bool Work(ScalarType type) => AreKnown && Problem(type) is null;

    /// <summary>A kernel in the order in which oneDNN reads it for maps of a size.</summary>
    public static Tensor PackConvolution(Tensor kernel, int stride, int padding, int batch, MapSize map) =>
        (Tensor)_module.Value.invoke("pack_convolution", kernel, stride, padding, batch, (int)map.Height, (int)map.Width);

    /// <summary>A matrix in the order in which oneDNN reads it.</summary>
    public static Tensor PackLinear(Tensor matrix, int batch) => (Tensor)_module.Value.invoke("pack_linear", matrix, batch);

    /// <summary>Scores images by a small network that uses every operator, with them and without, and says what is wrong.</summary>
    private static string? Try(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        using var generator = new Generator(1, CPU);
        using var small = SmallNetwork(generator);
        var image = new MapSize(20, 20);
        const int Images = 3;
        var images = rand([Images, 1, image.Height, image.Width], generator: generator);
        using var eager = new EagerNetwork(small, image, type, NetworkOutput.Probabilities);
        try
        {
            using var fused = new FusedNetwork(small, image, Images, type, NetworkOutput.Probabilities);
            var difference = (fused.Apply(images) - eager.Apply(images)).abs().max().item<float>();
            return difference <= tolerance ? null : $"in {type} they differ from the public ones by {difference}";
        }
        catch (ExternalException exception)
        {
            return $"libtorch cannot compute them in {type} on this processor: {exception.Message}";
        }
    }

    /// <summary>Maps of 5x5, 3x3, 2x2 and 1x1 pixels of the image tried, each with and without a convolved shortcut.</summary>
    private static FoldedResNet SmallNetwork(Generator generator)
    {
        const int Channels = 16;

        // Keeps the maps from growing, so that the probabilities are not just 0 and 1.
        const double Scale = 0.4;
        var blocks = new List<FoldedBlock>();
        for (var halving = 0; halving < 3; halving++)
        {
            blocks.Add(Block(stride: 1, shortcut: null));
            blocks.Add(Block(stride: 2, Convolution(Channels, 1, 2)));
        }
        var pool = new FoldedPooling(Size: 3, Stride: 2, Padding: 1);
        var dense = new FoldedDense(Values(3, Channels), Values(3));
        return new FoldedResNet(Convolution(1, 7, 2), pool, blocks, lastActivation: null, dense);

        FoldedBlock Block(int stride, FoldedConvolution? shortcut) => new(
            PreActivation: null, [Convolution(Channels, 3, stride), Convolution(Channels, 3, 1)], shortcut);

        FoldedConvolution Convolution(int inputs, int kernelSize, int stride) =>
            new(Values(Channels, inputs, kernelSize, kernelSize), Values(Channels), stride, kernelSize / 2);

        Tensor Values(params long[] shape) =>
            empty(shape).uniform_(-Scale / 2, Scale / 2, generator).DetachFromDisposeScope();
    }
}
