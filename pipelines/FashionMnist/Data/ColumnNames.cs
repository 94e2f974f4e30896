namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>The columns of the data, of the pipeline and of the model.</summary>
internal static class ColumnNames
{
    /// <summary>The grey values of an image from 0 to 255, row by row.</summary>
    public const string Pixels = "Pixels";

    /// <summary>The true class, a key.</summary>
    public const string Label = "Label";

    /// <summary>What the network takes in.</summary>
    public const string Features = "Features";

    /// <summary>The probability of each class.</summary>
    public const string Score = "Score";

    /// <summary>The name of the likeliest class.</summary>
    public const string PredictedLabel = "PredictedLabel";
}
