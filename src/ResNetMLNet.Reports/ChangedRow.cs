namespace ResNetMLNet.Reports;

/// <summary>A row that two models take for different classes.</summary>
/// <param name="Position">The row's place in the data, the first is 0.</param>
/// <param name="Label">The true class.</param>
/// <param name="PredictedLabel">What the model takes it for.</param>
/// <param name="BaselineLabel">What the other model takes it for.</param>
public sealed record ChangedRow(long Position, string Label, string PredictedLabel, string BaselineLabel)
{
    /// <summary>Whether the model is right.</summary>
    public bool IsRight => PredictedLabel == Label;

    /// <summary>Whether the other model is right.</summary>
    public bool WasRight => BaselineLabel == Label;
}
