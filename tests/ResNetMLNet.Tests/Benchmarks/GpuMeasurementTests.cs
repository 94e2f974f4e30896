using System.Text.Json;
using ResNetMLNet.Benchmarks.Gpu;

namespace ResNetMLNet.Tests.Benchmarks;

[TestClass]
public sealed class GpuMeasurementTests
{
    private static readonly GpuSettings _dry = new(IsDryRun: true, Rows: 512);

    [TestMethod]
    public void A_Part_That_Fails_Should_Be_Told_With_What_It_Had_And_The_Others_Should_Follow()
    {
        var results = Run(
            TimeSpan.FromMinutes(1),
            new("first", Seconds: 1, bench =>
            {
                bench.Note("speed", 5);
                throw new InvalidOperationException("CUDA error:\nno kernel");
            }),
            new("second", Seconds: 1, bench => bench.Note("difference", 1, atMost: 2)));

        Assert.AreEqual((GpuPartState.Failed, "InvalidOperationException: CUDA error:\nno kernel"), (results[0].State, results[0].Message));
        Assert.AreEqual((GpuPartState.Done, null), (results[1].State, results[1].Message));
        var report = new GpuReport("cuda:0", IsDryRun: false, 512, results);
        Assert.IsFalse(report.IsWhole);
        Assert.AreEqual(
            "| part | figure | value | wanted | reached |\n| --- | ---: | ---: | ---: | ---: |\n"
            + "| first | speed | 5.00 |  |  |\n"
            + "| first | failed | InvalidOperationException: CUDA error: no kernel |  |  |\n"
            + "| second | difference | 1.00 | at most 2 | yes |\n",
            report.Table());
    }

    [TestMethod]
    public void A_Part_That_Does_Not_Fit_Into_The_Time_Should_Be_Skipped_And_One_That_Does_Should_Not()
    {
        var results = Run(
            TimeSpan.FromMinutes(1),
            new("long", Seconds: 70, _ => Assert.Fail("There is no time for it.")),
            new("short", Seconds: 1, _ => { }));

        Assert.AreSequenceEqual([GpuPartState.Skipped, GpuPartState.Done], results.Select(result => result.State));
        StringAssert.StartsWith(results[0].Message, "it may take 70 s, of which ");
        Assert.IsTrue(new GpuReport("cpu", IsDryRun: true, 512, results).IsWhole);
    }

    [TestMethod]
    public void A_Part_Should_End_When_Time_Is_Over()
    {
        var results = Run(
            TimeSpan.FromMilliseconds(50),
            new("endless", Seconds: 0, bench =>
            {
                bench.CancellationToken.WaitHandle.WaitOne();
                bench.CancellationToken.ThrowIfCancellationRequested();
            }),
            new("later", Seconds: 0.1, _ => { }));

        Assert.AreSequenceEqual([GpuPartState.Failed, GpuPartState.Skipped], results.Select(result => result.State));
        StringAssert.Contains(results[0].Message, "give more --minutes");
    }

    [TestMethod]
    public void Whoever_Cancels_Should_Not_Wait_For_The_Other_Parts()
    {
        using var cancellation = new CancellationTokenSource();
        Assert.ThrowsExactly<OperationCanceledException>(() => GpuMeasurement.Run(
            [new("first", 0, _ => cancellation.Cancel()), new("second", 0, _ => Assert.Fail("It was cancelled."))],
            _dry, TimeSpan.FromMinutes(1), TextWriter.Null, _ => { }, cancellation.Token));
    }

    [TestMethod]
    [DataRow(0.96, 0.95, null, true)]
    [DataRow(0.94, 0.95, null, false)]
    [DataRow(2.0, null, 1.0, false)]
    [DataRow(double.NaN, 0.95, null, false)]
    [DataRow(double.NaN, null, 1.0, false)]
    [DataRow(1.0, null, null, null)]
    public void A_Figure_Should_Be_Held_Against_Its_Bound(double value, double? atLeast, double? atMost, bool? expected) =>
        Assert.AreEqual(expected, new GpuFigure("", "", value, atLeast, atMost).IsReached);

    [TestMethod]
    public void The_File_Should_Have_All_Figures_Those_That_Are_No_Numbers_Too()
    {
        var results = Run(
            TimeSpan.FromMinutes(1), new GpuPart("part", 0, bench => bench.NoteDifference("scores", double.NaN, atMost: 1e-4)));

        var part = JsonDocument.Parse(new GpuReport("cpu", IsDryRun: true, 512, results).Json()).RootElement.GetProperty("parts")[0];
        Assert.AreEqual("done", part.GetProperty("state").GetString());
        var figure = part.GetProperty("figures")[0];
        Assert.AreEqual("NaN", figure.GetProperty("value").GetString());
        Assert.IsFalse(figure.GetProperty("isReached").GetBoolean());
    }

    [TestMethod]
    public void All_Parts_Should_Fit_Into_Eight_Minutes() =>
        Assert.IsLessThan(TimeSpan.FromMinutes(8).TotalSeconds, GpuPlan.Parts.Sum(part => part.Seconds));

    private static IReadOnlyList<GpuPartResult> Run(TimeSpan time, params GpuPart[] parts)
    {
        var kept = new List<int>();
        var results = GpuMeasurement.Run(parts, _dry, time, TextWriter.Null, soFar => kept.Add(soFar.Count), CancellationToken.None);
        Assert.AreSequenceEqual(Enumerable.Range(1, parts.Length), kept);
        return results;
    }
}
