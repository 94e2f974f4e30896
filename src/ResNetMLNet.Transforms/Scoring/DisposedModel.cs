using Microsoft.ML;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>A model whose weights are freed.</summary>
internal static class DisposedModel
{
    /// <summary>Throws if it is one, and says who may have freed them.</summary>
    /// <param name="isDisposed">Whether the model was disposed of.</param>
    /// <exception cref="ObjectDisposedException">It was.</exception>
    public static void ThrowIf(bool isDisposed)
    {
        if (isDisposed)
        {
            throw new ObjectDisposedException(
                typeof(NetworkTransformer).FullName,
                "The model was disposed of, and its weights are freed. A PredictionEngine disposes of its model with itself unless it "
                + $"is made with {nameof(PredictionEngineOptions)}.{nameof(PredictionEngineOptions.OwnsTransformer)} = false, and a "
                + "chain disposes of all that is in it.");
        }
    }
}
