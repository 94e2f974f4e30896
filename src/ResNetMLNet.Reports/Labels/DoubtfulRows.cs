using Microsoft.ML;

namespace ResNetMLNet.Reports.Labels;

/// <summary>Finds rows whose labels are doubtful.</summary>
/// <param name="scores">Scores the rows.</param>
/// <param name="classNames">The classes in the order of the scores.</param>
internal sealed class DoubtfulRows(OutOfFoldScores scores, string[] classNames)
{
    /// <summary>Finds the rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="labels">For each the index of its class.</param>
    /// <param name="groups">For each what it belongs to, so that it is scored by no model that has seen the like.</param>
    /// <param name="numberOfFolds">How many models are trained.</param>
    /// <param name="seed">Decides which rows are scored together.</param>
    /// <param name="progress">Is told of each model.</param>
    /// <param name="cancellationToken">Ends it behind a model.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<DoubtfulLabel> Find(
        IDataView data,
        int[] labels,
        int[] groups,
        int numberOfFolds,
        int seed,
        IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        var folds = StratifiedFolds.Of(labels, groups, numberOfFolds, seed);
        var joint = new ConfidentJoint(scores.Of(data, folds, numberOfFolds, progress, cancellationToken), labels);

        // No model that scores the only group of a class knows the class.
        var lonely = labels.Zip(groups).Distinct().CountBy(pair => pair.First).Where(pair => pair.Value == 1)
            .Select(pair => pair.Key).ToHashSet();
        return [.. joint.Doubtful()
            .Where(found => !lonely.Contains(labels[found.Row]))
            .Select(found => new DoubtfulLabel(
                found.Row, classNames[labels[found.Row]], classNames[found.Suggested], found.Margin))];
    }
}
