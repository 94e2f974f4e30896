using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>Scores and tells what to do where memory does not suffice.</summary>
internal static class ExplainedScoring
{
    /// <summary>Scores the first rows of a buffer, as <see cref="IBatchScorer.Score"/>.</summary>
    /// <exception cref="InsufficientMemoryException">There is too little memory.</exception>
    public static void ScoreRows(this IBatchScorer scorer, float[] features, int rows, float[] scores) => MemoryShortage.Explain(
        () => scorer.Score(features, rows, scores),
        () => $"{rows} images of {scorer.Image} (channels x height x width) are scored at once. Give the process more memory, or train "
            + "on smaller images.");
}
