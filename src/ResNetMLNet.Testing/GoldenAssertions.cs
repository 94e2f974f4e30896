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
    /// <exception cref="AssertFailedException">Rows are taken for other classes, or are not in the data; the message lists them.</exception>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is no such file, or rows have the same name.</exception>
    public static void GoldenRowsStay(
        this Assert assert, ModelReport report, string file, int rows = 50, [CallerFilePath] string sourceFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(sourceFile) ?? "", file);
        var predicted = Predictions(report);
        if (Environment.GetEnvironmentVariable(RewriteVariable) == "1")
        {
            var written = File.Exists(path) ? predicted.Where(row => GoldenFile.Read(path).ContainsKey(row.Key)) : predicted.Take(rows);
            GoldenFile.Write(path, written);
            Assert.Inconclusive($"'{path}' was written, as {RewriteVariable} demands: look at what changed, and run the test without it.");
        }
        if (!File.Exists(path))
            throw new FileNotFoundException($"The golden rows '{path}' are not there: run the test once with {RewriteVariable}=1 to have them written.", path);
        var actual = predicted.ToDictionary();
        Failure.IfAny(
            $"Rows of '{path}' are taken for other classes; if they should be, run the test once with {RewriteVariable}=1",
            GoldenFile.Read(path).Where(row => actual.GetValueOrDefault(row.Key) != row.Value)
                .Select(row => actual.TryGetValue(row.Key, out var now) ? $"{row.Key}: '{now}', not '{row.Value}'" : $"{row.Key}: not in the data"));
    }

    private static List<KeyValuePair<string, string>> Predictions(ModelReport report)
    {
        var names = report.RowNames;
        var rows = report.Rows.Select(row => KeyValuePair.Create(names.Of(row.Position), report.ClassNames[row.PredictedLabel])).ToList();
        var twice = rows.GroupBy(row => row.Key).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? rows : throw new InvalidDataException($"Several rows are named '{twice}': name a column in which each row has a name of its own.");
    }
}
