namespace ResNetMLNet.Reports.Data;

/// <summary>Words for parts and classes.</summary>
internal static class DataText
{
    /// <summary>The word for a part of the data.</summary>
    public static string Of(DataPart part) => part switch
    {
        DataPart.Training => "training",
        DataPart.Validation => "validation",
        _ => "test",
    };

    /// <summary>The words for a kind of finding.</summary>
    public static string Of(DataFindingKind kind) => kind switch
    {
        DataFindingKind.InTwoParts => "in two folders",
        DataFindingKind.InTwoClasses => "in two classes",
        DataFindingKind.Unreadable => "unreadable",
        DataFindingKind.OnePicture => "class with one picture",
        DataFindingKind.DoubtfulLabel => "doubtful label",
        DataFindingKind.Duplicate => "copies in a class",
        DataFindingKind.NearDuplicate => "near copies in a class",
        DataFindingKind.Blank => "blank",
        DataFindingKind.Tiny => "tiny",
        DataFindingKind.Imbalance => "imbalance",
        _ => "left out",
    };

    /// <summary>Names as a part of a sentence: <c>'a', 'b' and 'c'</c>.</summary>
    public static string Quoted(IEnumerable<string> names) => Listed(names.Select(name => $"'{name}'"));

    /// <summary>Words as a part of a sentence: <c>a, b and c</c>.</summary>
    public static string Listed(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
