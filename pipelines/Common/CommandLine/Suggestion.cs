using F23.StringSimilarity;

namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>What a mistyped word may have been meant for.</summary>
internal static class Suggestion
{
    private const int MostEdits = 3;

    /// <summary>A question as the end of a sentence; empty if no word is near.</summary>
    public static string For(string typed, IEnumerable<string> words)
    {
        var edits = new Damerau();
        var near = words.Select(word => (Word: word, Edits: edits.Distance(typed.ToLowerInvariant(), word))).MinBy(pair => pair.Edits);
        var most = Math.Min(MostEdits, 2 * typed.TrimStart('-').Length / 5);
        return near.Word is not null && near.Edits <= most ? $": did you mean {near.Word}?" : ".";
    }
}
