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
        _script = new FusedScript();
        try
        {
            var result = new ScriptWriter(_script, batch, type).Write(network, image, output);
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

    /// <summary>Writes the layers of a network one after another.</summary>
    private readonly record struct ScriptWriter(FusedScript Script, int Batch, ScalarType Type)
    {
        public string Write(FoldedResNet network, MapSize image, NetworkOutput output)
        {
            using var scope = NewDisposeScope();
            var maps = Convolve(network.Stem, image, FusedScript.Input, activates: network.ActivatesStem);
            if (network.Pool is { } pool)
                maps = Script.MaxPool(pool, maps);
            var map = network.FirstMap(image);
            foreach (var block in network.Blocks)
            {
                maps = Write(block, map, maps);
                map = block.Maps(map)[^1];
            }
            if (network.LastActivation is { } activation)
                maps = Script.ScaleAndActivate(activation, Type, maps);
            var features = Script.Pool(maps);
            return Script.Flatten(output == NetworkOutput.Features ? features : Classify(network.Dense, features));
        }

        private string Write(FoldedBlock block, MapSize map, string maps)
        {
            var input = block.PreActivation is { } scale ? Script.ScaleAndActivate(scale, Type, maps) : maps;
            var shortcut = block.Shortcut is { } projection ? Convolve(projection, map, input, activates: false) : maps;
            var sizes = block.Maps(map);
            var hidden = input;
            var last = block.Convolutions.Count - 1;
            for (var index = 0; index < last; index++)
                hidden = Convolve(block.Convolutions[index], sizes[index], hidden, activates: true);
            if (block.PreActivation is not null)
                return Script.Add(Convolve(block.Convolutions[last], sizes[last], hidden, activates: false), shortcut);
            var layer = new ScriptLayer(block.Convolutions[last], sizes[last], Batch, Type, Adds: true, Activates: true);
            return Script.Convolve(layer, hidden, shortcut);
        }

        /// <summary>The last layer is a pointwise convolution of maps of one pixel, in single precision.</summary>
        private string Classify(FoldedDense dense, string features)
        {
            var pointwise = dense.AsConvolution();
            var layer = new ScriptLayer(pointwise, new MapSize(1, 1), Batch, ScalarType.Float32, Adds: false, Activates: false);
            return Script.Softmax(Script.Convolve(layer, features));
        }

        private string Convolve(FoldedConvolution convolution, MapSize map, string input, bool activates) =>
            Script.Convolve(new ScriptLayer(convolution, map, Batch, Type, Adds: false, activates), input);
    }
}
