namespace ResNetMLNet.Benchmarks.Data;

/// <summary>The columns of all views: ML.NET's own default names, which it keeps to itself.</summary>
internal static class ColumnName
{
    /// <summary>The features.</summary>
    public const string Features = "Features";

    /// <summary>What the network sees in the features.</summary>
    public const string Seen = "Seen";

    /// <summary>The label, a key.</summary>
    public const string Label = "Label";

    /// <summary>The class probabilities.</summary>
    public const string Score = "Score";
}
