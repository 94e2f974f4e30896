using Microsoft.ML.Data;

namespace ResNetMLNet.Pipelines.Claims;

/// <summary>A row of <c>claims.tsv</c>; to ask for a decision, text and photo are enough.</summary>
internal sealed class Claim
{
    /// <summary>What the customer wrote.</summary>
    [LoadColumn(0)]
    public string Text { get; set; } = "";

    /// <summary>The picture's file; a relative path begins at the folder of the claims.</summary>
    [LoadColumn(1)]
    public string Photo { get; set; } = "";

    /// <summary>What happened, as the text tells.</summary>
    [LoadColumn(2)]
    public string Cause { get; set; } = "";

    /// <summary>What it happened to, as the photo shows.</summary>
    [LoadColumn(3)]
    public string Item { get; set; } = "";

    /// <summary>What was done about it, which depends on both.</summary>
    [LoadColumn(4)]
    public string Decision { get; set; } = "";
}
