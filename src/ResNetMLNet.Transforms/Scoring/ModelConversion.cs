using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>Makes a model of another one that stays as it is: with other transformers in the places of some.</summary>
/// <param name="catalog">The models of <see cref="MLContext"/>.</param>
/// <param name="replace">Makes the transformer for the place of one, which has to be disposed of; null where that stays.</param>
internal sealed class ModelConversion(ModelOperationsCatalog catalog, Func<ITransformer, ITransformer?> replace)
{
    private readonly List<IDisposable> _made = [];
    private bool _isConverted;

    /// <summary>Converts a transformer, or a chain with all in it.</summary>
    /// <returns>The converted model, which shares what need not be disposed of; null if nothing of it was replaced.</returns>
    public ITransformer? Convert(ITransformer model)
    {
        try
        {
            var converted = Converted(model);
            if (_isConverted)
                return converted;
        }
        catch
        {
            DisposeOfMade();
            throw;
        }
        DisposeOfMade();
        return null;
    }

    private ITransformer Converted(ITransformer model)
    {
        if (model is ITransformerChainAccessor chain)
            return new TransformerChain<ITransformer>([.. chain.Transformers.Select(Converted)], chain.Scopes);
        if (replace(model) is { } replacement)
        {
            _isConverted = true;
            return Made(replacement);
        }
        return model is IDisposable ? Made(Copy(model)) : model;
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

    private void DisposeOfMade() => _made.ForEach(transform => transform.Dispose());
}
