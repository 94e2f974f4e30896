using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Onnx;

namespace ResNetMLNet.Scoring;

/// <summary>Puts ONNX Runtime in the place of TorchSharp in a model.</summary>
internal sealed class OnnxRuntimeConversion(IHostEnvironment environment)
{
    private readonly List<NetworkTransformer> _made = [];

    /// <summary>Converts a network, or a chain with all in it.</summary>
    /// <exception cref="ArgumentException">There is no network to be converted.</exception>
    public ITransformer Convert(ITransformer model)
    {
        try
        {
            var converted = Converted(model);
            return _made.Count > 0
                ? converted
                : throw new ArgumentException(
                    $"The model holds no trained network of TorchSharp: it is {model.GetType().Name}. Give a model that the trainer "
                    + "ResNet has fitted, or a chain that holds one.",
                    nameof(model));
        }
        catch
        {
            _made.ForEach(network => network.Dispose());
            throw;
        }
    }

    private ITransformer Converted(ITransformer model)
    {
        switch (model)
        {
            case NetworkTransformer network when network is not (OnnxRuntimeTransformer or OnnxRuntimeFeaturizingTransformer):
                _made.Add(Of(network));
                return _made[^1];
            case ITransformerChainAccessor chain:
                return new TransformerChain<ITransformer>([.. chain.Transformers.Select(Converted)], chain.Scopes);
            default:
                return model;
        }
    }

    private NetworkTransformer Of(NetworkTransformer network)
    {
        var host = environment.Register(nameof(OnnxRuntimeTransformer));
        using var file = new MemoryStream();
        OnnxWriter.Write(file, network);
        var scorer = new OnnxRuntimeScorer(file.ToArray(), network.Image, network.Outputs.OutputLength);
        return network.Outputs switch
        {
            ScoreColumns scores => new OnnxRuntimeTransformer(host, network.FeatureColumnName, scorer, scores),
            FeatureVectorColumn features =>
                new OnnxRuntimeFeaturizingTransformer(host, network.FeatureColumnName, scorer, features),
            _ => throw host.ExceptNotSupp($"The outputs of {network.GetType().Name} are not known."),
        };
    }
}
