using System.Runtime.CompilerServices;
using ResNetMLNet.Reports;
using ResNetMLNet.Testing.Failures;
using ResNetMLNet.Testing.Golden;

namespace ResNetMLNet.Testing;

/// <summary>Assertions on rows whose predictions were looked at once and have to stay, by <c>Assert.That</c>.</summary>
public static class GoldenAssertions
{
    /// <summary>The environment variable that has the files written instead of compared, where it is <c>1</c>.</summary>
    public const string RewriteVariable = "REWRITE_GOLDEN_ROWS";

    /// <summary>Rows are taken for the classes that a file names.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">
    /// The report of the model. Rows go by the names in <see cref="ModelReport.Options.RowNameColumnName"/>, of full paths by the part
    /// behind the folder that all have in common; without that column by their place in the data, the first is <c>row 0</c>.
    /// </param>
    /// <param name="file">
    /// The file: one JSON object whose members are the rows, and their values the predicted classes. A relative path begins at the
    /// source file of the test.
    /// </param>
    /// <param name="rows">How many of the first rows a new file is to have.</param>
    /// <param name="sourceFile">The source file of the test; the compiler knows it.</param>
    /// <remarks>
    /// With <see cref="RewriteVariable"/> set to <c>1</c> the file is written, with the rows that it has already or the first ones, and
    /// the test is inconclusive: whoever looks at the difference decides.
    /// </remarks>
    /// <exception cref="AssertFailedException">
    /// Rows are taken for other classes, or are not in the data; the message lists them.
    /// </exception>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="DirectoryNotFoundException">The file is to be written and its folder is not there.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no such file or has no row that could fail, or rows have the same name.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is under 1.</exception>
    public static void GoldenRowsStay(
        this Assert assert, ModelReport report, string file, int rows = 50, [CallerFilePath] string sourceFile = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        var path = Path.Combine(Path.GetDirectoryName(sourceFile) ?? "", file);
        var predicted = Predictions(report);
        if (Environment.GetEnvironmentVariable(RewriteVariable) == "1")
        {
            Rewritable(path);
            GoldenFile.Write(path, File.Exists(path) ? Again(path, predicted) : predicted.Take(rows));
            var written = $"'{path}' was written, as {RewriteVariable} demands: look at what changed, and run the test without it.";
            Console.WriteLine(written);
            Assert.Inconclusive(written);
        }
        var actual = predicted.ToDictionary();
        Failure.IfAny(
            $"Rows of '{path}' are taken for other classes; if they should be, run the test once with {RewriteVariable}=1",
            Golden(path).Where(row => actual.GetValueOrDefault(row.Key) != row.Value)
                .Select(row => actual.TryGetValue(row.Key, out var now)
                    ? $"{row.Key}: '{now}', not '{row.Value}'"
                    : $"{row.Key}: not in the data"));
    }

    private static IReadOnlyDictionary<string, string> Golden(string path) => File.Exists(path)
        ? GoldenFile.Read(path)
        : throw new FileNotFoundException(
            $"The golden rows '{path}' are not there: run the test once with {RewriteVariable}=1 to have them written.", path);

    /// <summary>A build may name sources by a place where there is none.</summary>
    private static void Rewritable(string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"The folder '{folder}' of the golden rows is not there, as where a build maps the paths of its sources: "
                + "give the file's full path.");
        }
    }

    private static List<KeyValuePair<string, string>> Again(string path, IEnumerable<KeyValuePair<string, string>> predicted)
    {
        var golden = GoldenFile.Read(path);
        var written = predicted.Where(row => golden.ContainsKey(row.Key)).ToList();
        return written.Count > 0 ? written : throw new InvalidDataException(
            $"None of the {Failure.Count(golden.Count)} rows of '{path}' is in the data: give the data that it was made of, "
            + "or delete it and let it be written anew.");
    }

    private static List<KeyValuePair<string, string>> Predictions(ModelReport report)
    {
        var names = report.RowNames;
        var rows = report.Rows.Select(row => KeyValuePair.Create(names.Of(row.Position), report.ClassNames[row.PredictedLabel])).ToList();
        var twice = rows.GroupBy(row => row.Key).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? rows : throw new InvalidDataException(
            $"Several rows are named '{twice}': name a column in which each row has a name of its own.");
    }
}
