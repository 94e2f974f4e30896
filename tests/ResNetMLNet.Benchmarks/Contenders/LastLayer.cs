using System.Numerics.Tensors;
using Microsoft.ML.Data;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>
/// The network's dense layer on features that were read, so that they can be compared with what the others compute and no
/// contender does less work than another.
/// </summary>
internal sealed class LastLayer
{
    private readonly float[][] _weights;
    private readonly float[] _bias;
    private readonly float[] _features;

    /// <summary>Copies the layer of a network.</summary>
    public LastLayer(ResNet network)
    {
        var state = network.state_dict();
        _bias = state["fc.bias"].Values<float>().ToArray();
        _features = new float[network.Description.FeatureCount];
        _weights = [.. state["fc.weight"].Values<float>().ToArray().Chunk(_features.Length)];
    }

    /// <summary>Computes the class probabilities.</summary>
    public void Apply(in VBuffer<float> features, Span<float> probabilities)
    {
        features.CopyTo(_features);
        for (var i = 0; i < _bias.Length; i++)
            probabilities[i] = TensorPrimitives.Dot<float>(_weights[i], _features) + _bias[i];
        TensorPrimitives.SoftMax<float>(probabilities, probabilities);
    }
}
