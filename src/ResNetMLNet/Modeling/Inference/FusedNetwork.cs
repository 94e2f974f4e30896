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
    public FusedNetwork(FoldedResNet network, MapSize image, int batch, ScalarType type)
    {
        _type = type;
        _script = new FusedScript(batch, type);
        try
        {
            var probabilities = Write(_script, network, image);
            _module = LoadedScripts.Get(_script.Method(MethodName, probabilities));
        }
        catch
        {
            _script.Dispose();
            throw;
        }
        _weights = _script.Weights;
    }

    /// <inheritdoc/>
    public Tensor Probabilities(Tensor images)
    {
        using var scope = NewDisposeScope();
        var input = ChannelsLast.Of(images).to(_type);
        return ((Tensor)_module.invoke(MethodName, input, _weights)).MoveToOuterDisposeScope();
    }

    public void Dispose() => _script.Dispose();

    private static string Write(FusedScript script, FoldedResNet network, MapSize image)
    {
        using var scope = NewDisposeScope();
        var maps = script.Convolve(network.Stem, image, FusedScript.Input, relu: true);
        if (network.Pool is { } pool)
            maps = script.MaxPool(pool, maps);
        var map = network.FirstMap(image);
        foreach (var (first, second, shortcutConvolution) in network.Blocks)
        {
            var output = map.After(first);
            var hidden = script.Convolve(first, map, maps, relu: true);
            var shortcut = shortcutConvolution is null ? maps : script.Convolve(shortcutConvolution, map, maps, relu: false);
            maps = script.ConvolveAndAdd(second, output, hidden, shortcut);
            map = output;
        }
        return script.Classify(network.Dense, maps);
    }
}
