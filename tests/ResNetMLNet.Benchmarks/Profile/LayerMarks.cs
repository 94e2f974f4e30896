using ResNetMLNet.Modeling;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Convolution = ResNetMLNet.Modeling.Convolution;

namespace ResNetMLNet.Benchmarks.Profile;

/// <summary>
/// Tells a clock when forward comes to a layer of a network and when backward has passed it. What has no weights and no name of its
/// own, as an activation or an addition, counts with the layer in front of it in forward, and behind it in backward.
/// </summary>
internal sealed class LayerMarks(StepClock clock)
{
    private string? _running;

    /// <summary>The layers and what they are, in the order of forward.</summary>
    public List<(string Name, string Kind)> Layers { get; } = [];

    /// <summary>The part of a layer's forward.</summary>
    public static string Forward(string layer) => $"{layer} forward";

    /// <summary>The part of a layer's backward.</summary>
    public static string Backward(string layer) => $"{layer} backward";

    /// <summary>Marks all layers.</summary>
    public void Put(ResNet network)
    {
        foreach (var (name, module) in network.named_modules())
        {
            if (module is Convolution or BatchNormalization or MaxPool2d or AdaptiveAvgPool2d or Dense)
                ((nn.Module<Tensor, Tensor>)module).register_forward_pre_hook((_, maps) => Enter(name, module, maps));
        }
    }

    /// <summary>Forward has come to its end.</summary>
    public void Leave()
    {
        clock.Lap(Forward(_running!));
        _running = null;
    }

    private Tensor Enter(string name, nn.Module module, Tensor maps)
    {
        if (_running is not null)
            clock.Lap(Forward(_running));
        _running = name;
        if (Layers.TrueForAll(layer => layer.Name != name))
            Layers.Add((name, Kind(module, maps)));

        // Backward does not come to the images, and the layout of those of one channel shows in their strides alone.
        return maps.requires_grad ? BackwardMark.Apply(maps, () => clock.Lap(Backward(name))) : maps;
    }

    private static string Kind(nn.Module module, Tensor maps) => module switch
    {
        Convolution { Weight.shape: var shape, Stride: var stride } =>
            $"{shape[2]}x{shape[3]} convolution of {shape[1]} to {shape[0]}, stride {stride}, of {maps.shape[2]}x{maps.shape[3]}",
        _ => module.GetName(),
    };
}
