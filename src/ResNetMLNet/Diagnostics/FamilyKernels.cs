using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Checks;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Scoring;
using ResNetMLNet.Transforms.Featurization;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Diagnostics;

/// <summary>The convolutions of ResNet-18 and ResNet-50, whose shapes are those of the whole family.</summary>
internal static class FamilyKernels
{
    private const int Channels = 3;
    private static readonly int[] _sizes = [28, 64, 96, 128, 224];
    private static readonly ResNetArchitecture[] _architectures = [ResNetArchitecture.ResNet18, ResNetArchitecture.ResNet50];

    /// <summary>Each convolution in each of its sizes and forms once, always in the same order.</summary>
    public static IReadOnlyList<SweptKernel> All()
    {
        var types = BFloat16Support.IsNative(CPU) ? new[] { ScalarType.Float32, ScalarType.BFloat16 } : [ScalarType.Float32];
        var kernels =
            from type in types
            from size in _sizes
            from architecture in _architectures
            from kernel in Of(new ResNetDescription(architecture), size, type)
            select kernel;
        return [.. kernels.DistinctBy(kernel => kernel.Kernel)];
    }

    private static IEnumerable<SweptKernel> Of(ResNetDescription description, int size, ScalarType type)
    {
        var batch = NetworkBatch.SizeFor(new ImageShape(Channels, size, size), description, DeviceType.CPU);
        foreach (var (shape, map, adds, activates) in Layers(description, new MapSize(size, size)))
        {
            var geometry = new MatrixConvolution(map.Height, map.Width, shape.KernelSize, shape.Stride, shape.Padding);
            var layer = new LayerKernel("", shape.InChannels, shape.OutChannels, geometry, batch, type, HasGradients: false);
            yield return SweptKernel.OfTorch(layer);
            yield return SweptKernel.OfTorch(layer with { Batch = 1 });
            if (geometry.AppliesOn(DeviceType.CPU) || WindowProduct.Pays(layer))
                yield return SweptKernel.OfTraining(layer);
            if (FusedOperators.AreKnown)
                yield return SweptKernel.OfScoring(layer, adds, activates);
        }
    }

    /// <summary>All convolutions with the size of their maps, and whether a shortcut is added to each, and ReLU follows.</summary>
    private static IEnumerable<(ConvolutionShape Shape, MapSize Map, bool Adds, bool Activates)> Layers(
        ResNetDescription description, MapSize map)
    {
        var stem = new ConvolutionShape(
            Channels, description.GroupWidths[0], description.StemKernelSize, Stride: 2, description.HasBias);
        yield return (stem, map, Adds: false, Activates: true);
        map = map.After(stem.KernelSize, stem.Stride, stem.Padding).After(kernelSize: 3, stride: 2, padding: 1);
        foreach (var block in description.AllBlocks())
        {
            if (block.UsesProjection)
                yield return (block.Projection, map, Adds: false, Activates: false);
            foreach (var (index, shape) in block.Convolutions.Index())
            {
                yield return (shape, map, Adds: index == block.Convolutions.Count - 1, Activates: true);
                map = map.After(shape.KernelSize, shape.Stride, shape.Padding);
            }
        }
    }
}
