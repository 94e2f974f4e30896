namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>What a mistyped word may have been meant for.</summary>
internal static class Suggestion
{
    private const int MostEdits = 3;

    /// <summary>A question as the end of a sentence; empty if no word is near.</summary>
    public static string For(string typed, IEnumerable<string> words)
    {
        var near = words.Select(word => (Word: word, Edits: Edits(typed, word))).MinBy(pair => pair.Edits);
        return near.Word is not null && near.Edits <= Math.Min(MostEdits, 2 * typed.TrimStart('-').Length / 5) ? $": did you mean {near.Word}?" : ".";
    }

    /// <summary>How many letters are to be added, removed or replaced (Levenshtein's distance).</summary>
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 0; i < from.Length; i++)
        {
            var corner = row[0]++;
            for (var j = 0; j < to.Length; j++)
            {
                var replaced = corner + (from[i] == to[j] ? 0 : 1);
                corner = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], corner) + 1);
            }
        }
        return row[^1];
    }
}
