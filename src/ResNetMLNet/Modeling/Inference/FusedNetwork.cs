using ResNetMLNet.Modeling.Folding;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>A network on a CPU as one TorchScript function of oneDNN's fused operators; see <see cref="FusedScript"/>.</summary>
internal sealed class FusedNetwork : IInferenceNetwork
{
    private const string MethodName = "forward";

    private readonly FusedScript _script;
    private readonly jit.ScriptModule _module;
    private readonly Tensor[] _weights;
    private readonly ScalarType _type;

    /// <param name="network">The weights; they are copied.</param>
    /// <param name="image">The size of the images.</param>
    /// <param name="batch">The number of images that the weights are packed for; others work too.</param>
    /// <param name="type">The format of the convolutions.</param>
    /// <param name="output">What is taken from the network.</param>
    public FusedNetwork(FoldedResNet network, MapSize image, int batch, ScalarType type, NetworkOutput output)
    {
        _type = type;
        _script = new FusedScript(batch, type);
        try
        {
            var result = Write(_script, network, image, output);
            _module = LoadedScripts.Get(_script.Method(MethodName, result));
        }
        catch
        {
            _script.Dispose();
            throw;
        }
        _weights = _script.Weights;
    }

    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        using var scope = NewDisposeScope();
        var input = ChannelsLast.Of(images).to(_type);
        return ((Tensor)_module.invoke(MethodName, input, _weights)).MoveToOuterDisposeScope();
    }

    public void Dispose() => _script.Dispose();

    private static string Write(FusedScript script, FoldedResNet network, MapSize image, NetworkOutput output)
    {
        using var scope = NewDisposeScope();
        var maps = script.Convolve(network.Stem, image, FusedScript.Input, relu: network.ActivatesStem);
        if (network.Pool is { } pool)
            maps = script.MaxPool(pool, maps);
        var map = network.FirstMap(image);
        foreach (var block in network.Blocks)
        {
            maps = Write(script, block, map, maps);
            map = block.Maps(map)[^1];
        }
        if (network.LastActivation is { } activation)
            maps = script.ScaleAndActivate(activation, maps);
        var features = script.Pool(maps);
        return output == NetworkOutput.Features ? features : script.Classify(network.Dense, features);
    }

    private static string Write(FusedScript script, FoldedBlock block, MapSize map, string maps)
    {
        var input = block.PreActivation is { } scale ? script.ScaleAndActivate(scale, maps) : maps;
        var shortcut = block.Shortcut is { } projection ? script.Convolve(projection, map, input, relu: false) : maps;
        var sizes = block.Maps(map);
        var hidden = input;
        var last = block.Convolutions.Count - 1;
        for (var index = 0; index < last; index++)
            hidden = script.Convolve(block.Convolutions[index], sizes[index], hidden, relu: true);
        return block.PreActivation is null
            ? script.ConvolveAddAndActivate(block.Convolutions[last], sizes[last], hidden, shortcut)
            : script.Add(script.Convolve(block.Convolutions[last], sizes[last], hidden, relu: false), shortcut);
    }
}
