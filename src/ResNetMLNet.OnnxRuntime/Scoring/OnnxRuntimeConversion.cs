using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Onnx;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.OnnxRuntime.Scoring;

/// <summary>Puts ONNX Runtime in the place of TorchSharp in a model.</summary>
internal sealed class OnnxRuntimeConversion(ModelOperationsCatalog catalog)
{
    /// <summary>Converts a network, or a chain with all in it.</summary>
    /// <exception cref="ArgumentException">There is no network to be converted.</exception>
    public ITransformer Convert(ITransformer model) => new ModelConversion(catalog, Replacement).Convert(model)
        ?? throw new ArgumentException(
            $"The model holds no trained network of TorchSharp: it is {model.GetType().Name}. Give a model that the trainer "
            + "ResNet has fitted, or a chain that holds one.",
            nameof(model));

    private NetworkTransformer? Replacement(ITransformer transform) =>
        transform is NetworkTransformer network and not (OnnxRuntimeTransformer or OnnxRuntimeFeaturizingTransformer)
            ? Of(network)
            : null;

    private NetworkTransformer Of(NetworkTransformer network)
    {
        var host = CatalogUtils.GetEnvironment(catalog).Register(nameof(OnnxRuntimeTransformer));
        using var file = new MemoryStream();
        using (var model = OnnxModel.Of(network))
            model.WriteTo(file);
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
