using System.Globalization;

namespace ResNetMLNet.Benchmarks.Running;

/// <summary>What a worker process is told on its command line.</summary>
/// <param name="Contender">The name of the contender.</param>
/// <param name="Size">The height and width of the images.</param>
/// <param name="Rows">The rows of one round.</param>
/// <param name="Folder">The folder with the files that <see cref="Models.ModelFiles"/> names.</param>
internal sealed record WorkerSettings(string Contender, int Size, int Rows, string Folder)
{
    /// <summary>The images of a training step.</summary>
    public int Batch { get; init; } = 256;

    /// <summary>The number of classes.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>The rows computed before the first round, to be compared with those of others.</summary>
    public int CheckRows { get; init; } = 128;

    /// <summary>The images of a training step while checking.</summary>
    public int CheckBatch { get; init; } = 64;

    /// <summary>The most images held in memory; with more rows they come round again.</summary>
    public int Held { get; init; } = int.MaxValue;

    /// <summary>The command line that <see cref="WorkerVerb"/> understands.</summary>
    public IReadOnlyList<string> ToArguments() =>
    [
        WorkerVerb.Name, Contender,
        "--size", Text(Size), "--rows", Text(Rows), "--folder", Folder, "--batch", Text(Batch), "--classes", Text(Classes),
        "--check-rows", Text(CheckRows), "--check-batch", Text(CheckBatch), "--held", Text(Held),
    ];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
