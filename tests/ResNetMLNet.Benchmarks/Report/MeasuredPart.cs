using ResNetMLNet.Benchmarks.CommandLine;
using ResNetMLNet.Benchmarks.Reporting;

namespace ResNetMLNet.Benchmarks.Report;

/// <summary>The part of a document that is measured anew, between two marks; what people wrote around it stays.</summary>
internal static class MeasuredPart
{
    private const string Begin = "<!-- From here on written by the verb report. -->\n";
    private const string End = "<!-- From here on written by hand. -->\n";

    /// <summary>Checks that the part can be written: a measurement takes too long to fail at its end.</summary>
    /// <param name="file">The document; a file that is not there becomes one with this part only.</param>
    /// <exception cref="BenchmarkException">The document has no such part.</exception>
    public static void Check(string file) => Around(file);

    /// <summary>Writes the part.</summary>
    /// <param name="file">The document.</param>
    /// <param name="text">The part, which ends with a line's end.</param>
    /// <exception cref="BenchmarkException">The document has no such part.</exception>
    public static void Write(string file, string text)
    {
        var (before, after) = Around(file);
        WholeFile.Write(file, before + Begin + text + End + after);
    }

    private static (string Before, string After) Around(string file)
    {
        if (!File.Exists(file))
            return ("", "");
        return File.ReadAllText(file).Split(Begin) is [var before, var rest] && rest.Split(End) is [_, var after]
            ? (before, after)
            : throw new BenchmarkException(
                $"'{file}' has no place for what is measured: put the lines '{Begin.TrimEnd()}' and '{End.TrimEnd()}' into it, "
                + "each once and in this order, or name another file by --output.");
    }
}
