namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>The columns that the data, the pipelines and the models of all programs have.</summary>
internal static class ColumnNames
{
    /// <summary>The file of a picture.</summary>
    public const string ImagePath = "ImagePath";

    /// <summary>The true class.</summary>
    public const string Label = "Label";

    /// <summary>What the network takes in.</summary>
    public const string Features = "Features";

    /// <summary>The probability of each class.</summary>
    public const string Score = "Score";

    /// <summary>The name of the likeliest class.</summary>
    public const string PredictedLabel = "PredictedLabel";
}
