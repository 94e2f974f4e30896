using Microsoft.ML;

namespace ResNetMLNet.Transforms.Interop;

/// <summary>Ends what ML.NET's own threads do, which know of no token.</summary>
internal static class ContextCancellation
{
    /// <summary>Ends all reading and scoring by a context once a token is cancelled; no more can be done by the context then.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="cancellationToken">The token.</param>
    /// <returns>What is to be disposed of to let the context be.</returns>
    public static CancellationTokenRegistration CancelBy(this MLContext ml, CancellationToken cancellationToken) =>
        cancellationToken.Register(ml.CancelExecution);
}
