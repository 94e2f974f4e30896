using ResNetMLNet.Reports.Tests.Utilities;
using ResNetMLNet.Testing;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Reports.Tests.Testing;

[TestClass]
[DoNotParallelize]
public sealed class GoldenAssertionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(GoldenAssertions.RewriteVariable, null);
        _folder.Dispose();
    }

    private string GoldenFile => Path.Combine(_folder.Path, "golden.json");

    [TestMethod]
    public void Rows_That_Changed_Should_Be_Listed_Until_They_Are_Written_Anew()
    {
        var (before, after) = (Named("/shop/a/1.png", "/shop/b/2.png"), Named("/mnt/other/a/1.png", "/mnt/other/b/2.png", isSecondRight: false));
        Expect.Error<FileNotFoundException>(() => Assert.That.GoldenRowsStay(before, GoldenFile), GoldenFile, "REWRITE_GOLDEN_ROWS=1");

        Rewrite(before);
        Assert.That.GoldenRowsStay(before, GoldenFile);
        Assert.Contains("\"a/1.png\": \"a\"", File.ReadAllText(GoldenFile));
        Expect.Error<AssertFailedException>(() => Assert.That.GoldenRowsStay(after, GoldenFile), "b/2.png: 'b', not 'a'", "REWRITE_GOLDEN_ROWS=1");

        Rewrite(after);
        Assert.That.GoldenRowsStay(after, GoldenFile);
    }

    [TestMethod]
    public void A_File_That_Is_There_Should_Keep_Its_Rows()
    {
        File.WriteAllText(GoldenFile, """{ "row 1": "b" }""");

        Rewrite(ScoredData.Report(true, true, true));

        Assert.DoesNotContain("row 0", File.ReadAllText(GoldenFile));
        Assert.Contains("\"row 1\": \"a\"", File.ReadAllText(GoldenFile));
    }

    [TestMethod]
    public void What_Is_No_Such_File_Or_Not_In_The_Data_Should_Be_Told()
    {
        File.WriteAllText(GoldenFile, """{ "row 7": "a" }""");
        Expect.Error<AssertFailedException>(() => Assert.That.GoldenRowsStay(ScoredData.Report(true), GoldenFile), "row 7: not in the data");
        File.WriteAllText(GoldenFile, "[");
        Expect.Error<InvalidDataException>(() => Assert.That.GoldenRowsStay(ScoredData.Report(true), GoldenFile), GoldenFile, "delete it");
        Expect.Error<InvalidDataException>(() => Assert.That.GoldenRowsStay(Named("x", "x"), GoldenFile), "Several rows are named 'x'");
    }

    [TestMethod]
    [DataRow("{}")]
    [DataRow("""{ "row 0": null }""")]
    [DataRow("""{ "row 0": "b", "row 0": "a" }""")]
    public void A_File_That_Holds_For_Every_Model_Should_Be_Refused(string content)
    {
        File.WriteAllText(GoldenFile, content);

        Expect.Error<InvalidDataException>(() => Assert.That.GoldenRowsStay(ScoredData.Report(true), GoldenFile), GoldenFile, "delete it");
    }

    [TestMethod]
    public void A_File_Should_Not_Be_Written_Without_Rows()
    {
        File.WriteAllText(GoldenFile, """{ "row 7": "a" }""");
        Environment.SetEnvironmentVariable(GoldenAssertions.RewriteVariable, "1");

        Expect.Error<InvalidDataException>(() => Assert.That.GoldenRowsStay(ScoredData.Report(true), GoldenFile), "None of the 1 rows", "in the data");
        Expect.Error<ArgumentOutOfRangeException>(() => Assert.That.GoldenRowsStay(ScoredData.Report(true), GoldenFile, rows: 0), "rows");
        Assert.Contains("row 7", File.ReadAllText(GoldenFile));
    }

    private void Rewrite(ModelReport report)
    {
        Environment.SetEnvironmentVariable(GoldenAssertions.RewriteVariable, "1");
        Assert.ThrowsExactly<AssertInconclusiveException>(() => Assert.That.GoldenRowsStay(report, GoldenFile));
        Environment.SetEnvironmentVariable(GoldenAssertions.RewriteVariable, null);
    }

    private static ModelReport Named(string first, string second, bool isSecondRight = true) => ModelReport.Of(
        ScoredData.ML,
        ScoredData.Model,
        ScoredData.View(["a", "b"], [new NamedRow(first, [1, 0]), new NamedRow(second, isSecondRight ? [1, 0] : [0, 1])]),
        new() { RowNameColumnName = nameof(NamedRow.Name) });

    private sealed class NamedRow : ScoredData.Row
    {
        public NamedRow(string name, float[] score) => (Name, Label, Score) = (name, "a", score);

        public string Name { get; set; }
    }
}
