using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Benchmarks.Growth;

/// <summary>What grows in which steps.</summary>
internal static class GrowthPlan
{
    /// <summary>How the lines end whose value is an image's height.</summary>
    public const string ByHeight = "by height";

    private const int SmallSize = 28;
    private const int Classes = 10;
    private const int Batch = 256;

    /// <summary>So few images in memory, however many rows: what grows is not the data's own place.</summary>
    private const int Held = 2048;

    /// <summary>From so many rows on, one round takes long enough.</summary>
    private const int ManyRows = 100_000;

    /// <summary>All cases, line by line.</summary>
    /// <param name="quick">Whether the longest ones are left out.</param>
    /// <param name="folder">The folder of the model for a size and a number of classes.</param>
    public static IReadOnlyList<GrowthCase> Cases(bool quick, Func<int, int, string> folder)
    {
        int[] sizes = quick ? [28, 56, 96] : [28, 56, 96, 160, 224];
        return
        [
            .. Line("score by rows", Steps(quick ? 10_000 : 1_000_000), rows => Score(SmallSize, rows, Classes)),
            .. Line("train by rows", Steps(quick ? 10_000 : 100_000), rows => Train(SmallSize, rows, Classes, Batch)),
            .. Line($"score {ByHeight}", sizes, size => Score(size, 512, Classes)),
            .. Line($"train {ByHeight}", sizes, size => Train(size, 256, Classes, 64)),
            .. Line("train by batch", [16, 32, 64, 128, 256], batch => Train(SmallSize, 2048, Classes, batch)),
            .. Line("score by classes", [10, 100, 1000], classes => Score(SmallSize, 4096, classes)),
            .. Line("train by classes", [10, 100, 1000], classes => Train(SmallSize, 2048, classes, Batch)),
        ];

        WorkerSettings Score(int size, int rows, int classes) =>
            new(ContenderName.ScoreFloat32, size, rows, folder(size, classes)) { Classes = classes, Held = Held };

        WorkerSettings Train(int size, int rows, int classes, int batch) =>
            new(ContenderName.FitAuto, size, rows, folder(size, classes)) { Classes = classes, Held = Held, Batch = batch };
    }

    private static IEnumerable<GrowthCase> Line(string name, IEnumerable<int> values, Func<int, WorkerSettings> settings) =>
        values.Select(value => (value, settings: settings(value)))
            .Select(entry => new GrowthCase(name, entry.value, entry.settings, entry.settings.Rows >= ManyRows ? 1 : 3));

    private static IEnumerable<int> Steps(int most)
    {
        for (var rows = 1000; rows <= most; rows *= 10)
            yield return rows;
    }
}
