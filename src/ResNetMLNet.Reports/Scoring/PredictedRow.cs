namespace ResNetMLNet.Reports.Scoring;

/// <summary>What a model makes of one row.</summary>
/// <param name="Position">The row's place in the data, the first is 0; rows without a label count.</param>
/// <param name="Label">The true class, its place among the scores.</param>
/// <param name="PredictedLabel">The class that the model names, or that with the highest score where it names none.</param>
/// <param name="Confidence">The score of that class.</param>
/// <param name="LabelScore">The score of the true class.</param>
/// <param name="LabelRank">The place of the true class among the scores from the highest, which is 1.</param>
/// <param name="IsAnswered">
/// Whether the model names a class: not where its <c>PredictedLabel</c> is missing, as below a threshold of confidence.
/// </param>
public readonly record struct PredictedRow(
    long Position, int Label, int PredictedLabel, float Confidence, float LabelScore, int LabelRank, bool IsAnswered)
{
    /// <summary>Whether that is the true class.</summary>
    public bool IsRight => PredictedLabel == Label;
}
