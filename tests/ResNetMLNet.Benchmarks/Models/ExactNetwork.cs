using ResNetMLNet.Interop;
using ResNetMLNet.Modeling.Checks;
using ResNetMLNet.Modeling.Folding;
using ResNetMLNet.Modeling.Inference;
using static TorchSharp.torch;

namespace ResNetMLNet.Benchmarks.Models;

/// <summary>A network in double precision by <see cref="ExactConvolution"/>: what every faster form is to agree with.</summary>
/// <param name="network">The weights, on the CPU; they are used as they are and stay their owner's.</param>
/// <param name="output">What is taken from the network.</param>
internal sealed class ExactNetwork(FoldedResNet network, NetworkOutput output) : IInferenceNetwork
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        using var scope = NewDisposeScope();
        var maps = Convolve(network.Stem, images);
        if (network.ActivatesStem)
            maps = maps.relu();
        if (network.Pool is { } pool)
            maps = nn.functional.max_pool2d(maps, pool.Size, pool.Stride, pool.Padding);
        foreach (var block in network.Blocks)
            maps = Apply(block, maps);
        if (network.LastActivation is { } scale)
            maps = ScaleAndActivate(scale, maps);
        maps = maps.mean([2, 3], keepdim: true);
        var taken = output == NetworkOutput.Features ? maps : Convolve(network.Dense.AsConvolution(), maps).softmax(1);
        return taken.flatten(1).to(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
    }

    private static Tensor Apply(FoldedBlock block, Tensor maps)
    {
        var input = block.PreActivation is { } scale ? ScaleAndActivate(scale, maps) : maps;
        var branch = Convolve(block.Convolutions[0], input);
        foreach (var convolution in block.Convolutions.Skip(1))
            branch = Convolve(convolution, branch.relu());
        var sum = branch.add(block.Shortcut is { } shortcut ? Convolve(shortcut, input) : maps, Scalars.One);
        return block.PreActivation is null ? sum.relu() : sum;
    }

    private static Tensor Convolve(FoldedConvolution convolution, Tensor maps) =>
        ExactConvolution.Apply(maps, convolution.Weight, convolution.Bias, convolution.Stride, convolution.Padding);

    private static Tensor ScaleAndActivate(FoldedScale scale, Tensor maps) =>
        maps.mul(scale.Factor.view(-1, 1, 1)).add(scale.Offset.view(-1, 1, 1), Scalars.One).relu();
}
