using System.Globalization;
using BenchmarkDotNet.Attributes;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Checks;
using static TorchSharp.torch;

namespace ResNetMLNet.Benchmarks.Micro;

/// <summary>A pointwise convolution as the library computes it, a matrix product, beside torch's own, in training and scoring.</summary>
public class PointwiseBenchmarks : IDisposable
{
    private LayerKernel _kernel;
    private Tensor _maps = null!;
    private Tensor _weights = null!;
    private Tensor _gradient = null!;

    /// <summary>Inputs, outputs, stride, height and width, batch: shortcuts of ResNet-18 at 96 pixels, and of bottlenecks at 224.</summary>
    [Params("64 128 2 24 64", "128 256 2 12 64", "256 512 2 6 64", "64 256 1 56 8", "256 64 1 56 8", "1024 256 1 14 8")]
    public string Sizes { get; set; } = "";

    /// <summary>The number format.</summary>
    [Params(ScalarType.Float32, ScalarType.BFloat16)]
    public ScalarType Type { get; set; }

    /// <summary>Draws maps and weights.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        if (Sizes.Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray() is not [var inputs, var outputs, var stride, var size, var batch])
            throw new InvalidOperationException($"'{Sizes}' are not five numbers.");
        var shape = new MatrixConvolution(size, size, KernelSize: 1, stride, Padding: 0);
        _kernel = new LayerKernel("benchmark", inputs, outputs, shape, batch, Type, HasGradients: true);
        using var random = new CheckMaps(_kernel);
        _maps = random.Maps((int)batch).requires_grad_();
        _weights = random.Weights().requires_grad_();
        _gradient = random.Outputs((int)batch);
    }

    /// <summary>Frees the tensors.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _maps.Dispose();
        _weights.Dispose();
        _gradient.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>torch's convolution.</summary>
    [Benchmark(Baseline = true)]
    public void Convolution() => Score(Convolve);

    /// <summary>The matrix product.</summary>
    [Benchmark]
    public void Product() => Score(Multiply);

    /// <summary>torch's convolution with both gradients.</summary>
    [Benchmark]
    public void ConvolutionWithGradients() => Train(Convolve);

    /// <summary>The matrix product with both gradients.</summary>
    [Benchmark]
    public void ProductWithGradients() => Train(Multiply);

    private Tensor Convolve() => nn.functional.conv2d(_maps, _weights, null, [_kernel.Shape.Stride, _kernel.Shape.Stride]);

    private Tensor Multiply() => PublicConvolution.Apply(_kernel, _maps, _weights, bias: null);

    private static void Score(Func<Tensor> compute)
    {
        using var mode = no_grad();
        using var scope = NewDisposeScope();
        compute();
    }

    private void Train(Func<Tensor> compute)
    {
        using var scope = NewDisposeScope();
        autograd.grad([compute()], [_maps, _weights], [_gradient]);
    }
}
