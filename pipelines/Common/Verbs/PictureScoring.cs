using System.CommandLine;
using Microsoft.ML;
using ResNetMLNet.Pipelines.Common.Data;

namespace ResNetMLNet.Pipelines.Common.Verbs;

/// <summary>Scores picture files, some at a time.</summary>
/// <param name="ml">ML.NET.</param>
/// <param name="model">The model.</param>
/// <param name="images">The program's images.</param>
/// <param name="parsed">What was given.</param>
internal sealed class PictureScoring(MLContext ml, UsedModel model, IModelImages images, ParseResult parsed)
{
    private ITransformer? _chain;

    /// <summary>How many classes to name.</summary>
    public required int Top { get; init; }

    /// <summary>The probability below which none is; null for one always.</summary>
    public required double? RejectBelow { get; init; }

    /// <summary>What some files show.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; ML.NET may wrap it.</exception>
    public (ReadPictures Pictures, IReadOnlyList<Prediction> Predictions) Score(string[] files, CancellationToken cancellationToken)
    {
        var read = images.Read(ml, model, files, parsed, cancellationToken);
        _chain ??= model.Rejecting(ml, read.Readable, RejectBelow);
        return (read, Predictions.Read(
            ml, _chain.Transform(read.Readable), [.. files.Where((_, i) => read.Faults[i] is null)], Top, cancellationToken));
    }
}
