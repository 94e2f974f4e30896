namespace ResNetMLNet.Pipelines.Claims;

/// <summary>What the model says of a claim.</summary>
internal sealed class Answer
{
    /// <summary>What to do.</summary>
    public string PredictedLabel { get; set; } = "";

    /// <summary>The probabilities of the decisions.</summary>
    public float[] Score { get; set; } = [];

    /// <summary>What happened.</summary>
    public string PredictedCause { get; set; } = "";

    /// <summary>What it happened to.</summary>
    public string PredictedItem { get; set; } = "";
}
