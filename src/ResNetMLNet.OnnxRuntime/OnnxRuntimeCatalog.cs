using Microsoft.ML;
using ResNetMLNet.OnnxRuntime.Scoring;

namespace ResNetMLNet.OnnxRuntime;

/// <summary>Extension methods on <see cref="MLContext.Model"/> that take models out of TorchSharp.</summary>
public static partial class OnnxRuntimeCatalog
{
    /// <summary>Makes a model whose networks ONNX Runtime computes; it scores, and is saved and loaded, without TorchSharp.</summary>
    /// <param name="catalog">The models of <see cref="MLContext"/>.</param>
    /// <param name="model">
    /// A trained residual network, a featurizer, or a chain, nested or not, that holds such. It stays as it is, and may be
    /// disposed of once the other one is made.
    /// </param>
    /// <returns>
    /// An <see cref="OnnxRuntimeTransformer"/>, an <see cref="OnnxRuntimeFeaturizingTransformer"/>, or a chain with these in the
    /// places of the networks and with copies of other transforms that have to be disposed of; it shares the rest with the model.
    /// Dispose of it when it is not used any more.
    /// </returns>
    /// <exception cref="ArgumentException">The model holds no network that can be converted.</exception>
    /// <exception cref="NotSupportedException">A network cannot be converted: one of a user's own, or of more than 2 GB.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public static ITransformer ToOnnxRuntime(this ModelOperationsCatalog catalog, ITransformer model)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        return new OnnxRuntimeConversion(catalog).Convert(model);
    }
}
