using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Onnx;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.OnnxRuntime.Scoring;

/// <summary>Puts ONNX Runtime in the place of TorchSharp in a model.</summary>
internal sealed class OnnxRuntimeConversion(ModelOperationsCatalog catalog)
{
    private readonly List<IDisposable> _made = [];
    private bool _isConverted;

    /// <summary>Converts a network, or a chain with all in it.</summary>
    /// <exception cref="ArgumentException">There is no network to be converted.</exception>
    public ITransformer Convert(ITransformer model)
    {
        try
        {
            var converted = Converted(model);
            return _isConverted
                ? converted
                : throw new ArgumentException(
                    $"The model holds no trained network of TorchSharp: it is {model.GetType().Name}. Give a model that the trainer "
                    + "ResNet has fitted, or a chain that holds one.",
                    nameof(model));
        }
        catch
        {
            _made.ForEach(transform => transform.Dispose());
            throw;
        }
    }

    private ITransformer Converted(ITransformer model)
    {
        switch (model)
        {
            case NetworkTransformer network when network is not (OnnxRuntimeTransformer or OnnxRuntimeFeaturizingTransformer):
                _isConverted = true;
                return Made(Of(network));
            case ITransformerChainAccessor chain:
                return new TransformerChain<ITransformer>([.. chain.Transformers.Select(Converted)], chain.Scopes);
            case IDisposable:
                return Made(Copy(model));
            default:
                return model;
        }
    }

    private ITransformer Made(ITransformer transform)
    {
        _made.Add((IDisposable)transform);
        return transform;
    }

    /// <summary>A copy that outlives the model, and that the model outlives: a chain disposes of all that is in it.</summary>
    private ITransformer Copy(ITransformer transform)
    {
        using var file = new MemoryStream();
        catalog.Save(transform, inputSchema: null, file);
        file.Position = 0;
        return catalog.Load(file, out _);
    }

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
