using System.Text.Json;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Checkpoints;
using static TorchSharp.torch;

namespace ResNetMLNet.Evaluation;

/// <summary>
/// A small training by the program in a folder of its own. It has all that a resume can get wrong: momentum, chance in the
/// images, a schedule, an uneven last batch.
/// </summary>
/// <param name="epochs">Its epochs.</param>
/// <param name="launcher">What starts the program; null for nothing.</param>
internal sealed class KilledTraining(int epochs = KilledTraining.Epochs, IReadOnlyList<string>? launcher = null) : IDisposable
{
    public const int Epochs = 3;

    /// <summary>All batches of a training of so many epochs.</summary>
    public const int Batches = Epochs * BatchesOfEpoch;

    private const int BatchesOfEpoch = 5;

    private const string CheckpointName = ResNetTrainer.Options.CheckpointFileName;

    /// <summary>An interval that is over before a batch is.</summary>
    private const string AfterEachBatch = "0.0001";

    private readonly string _folder = Directory.CreateTempSubdirectory("ResNetMLNet-").FullName;

    /// <summary>The hash in <c>metrics.json</c> of the weights that the finished training came to.</summary>
    public string WeightsSha256
    {
        get
        {
            using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "output", "metrics.json")));
            return metrics.RootElement.GetProperty("weightsSha256").GetString()!;
        }
    }

    /// <summary>The folder of all its files.</summary>
    public string Folder => _folder;

    private string CheckpointFolder => Path.Combine(_folder, "checkpoints");

    private string Checkpoint => Path.Combine(CheckpointFolder, CheckpointName);

    private IEnumerable<string> FileNames =>
        Directory.EnumerateFileSystemEntries(CheckpointFolder).Select(path => Path.GetFileName(path));

    /// <summary>Starts it without checkpoints.</summary>
    public ProgramProcess Start() => Start(Arguments("output"));

    /// <summary>Starts it, or goes on with it, and writes a checkpoint after each batch.</summary>
    /// <param name="further">Further arguments.</param>
    public ProgramProcess StartWithCheckpoints(params string[] further) => Start(
        [.. Arguments("output"), "--checkpoint", CheckpointFolder, "--resume", "--checkpoint-minutes", AfterEachBatch, .. further]);

    /// <summary>Starts it, or goes on with it, and writes a checkpoint after each epoch.</summary>
    /// <param name="output">The folder for the results.</param>
    public ProgramProcess Resume(string output = "output") =>
        Start([.. Arguments(output), "--checkpoint", CheckpointFolder, "--resume"]);

    /// <summary>Waits for the first checkpoint; false if the program ended before.</summary>
    public bool WaitForCheckpoint(ProgramProcess program) => program.WaitUntil(() => File.Exists(Checkpoint));

    /// <summary>Waits until so many batches are in the checkpoint that is there; false if the program ended before.</summary>
    public bool WaitForBatch(ProgramProcess program, int batch) => program.WaitUntil(() =>
    {
        var state = CheckpointFile.ReadState(Checkpoint);
        return (state.History.Count * BatchesOfEpoch) + state.Batch >= batch;
    });

    /// <summary>
    /// Looks at what the killed program left: a checkpoint that can be read in full or none, and no file that is not expected.
    /// </summary>
    /// <returns>What the checkpoint says, null without one; and whether another one was being written.</returns>
    public (CheckpointState? State, bool WasWriting) ExamineKilled()
    {
        if (!Directory.Exists(CheckpointFolder))
            return (null, false);
        var parts = FileNames.Where(IsPart).ToList();
        Assert.IsLessThanOrEqualTo(1, parts.Count, $"files in the making: {string.Join(", ", parts)}");
        Assert.IsEmpty(FileNames.Except([.. parts, CheckpointName, "checkpoint.lock"]), "files that nobody expects");
        return (File.Exists(Checkpoint) ? ReadCheckpoint() : null, parts.Count > 0);
    }

    /// <summary>Looks at what the finished program left: its last checkpoint and nothing else.</summary>
    public void ExamineFinished()
    {
        Assert.AreSequenceEqual([CheckpointName], FileNames);
        Assert.HasCount(epochs, ReadCheckpoint().History);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool IsPart(string name) =>
        name.StartsWith($"{CheckpointName}.", StringComparison.Ordinal) && name.EndsWith(".part", StringComparison.Ordinal);

    private ProgramProcess Start(string[] arguments) =>
        ProgramProcess.Start([.. launcher ?? [], ProgramProcess.Executable, .. arguments]);

    /// <summary>The arguments of the program.</summary>
    /// <param name="output">The folder for the results.</param>
    public string[] Arguments(string output) =>
    [
        "train", "--recipe", "quick", "--device", "cpu", "--seed", "1", "--output", Path.Combine(_folder, output),
        "--train-rows", "300", "--test-rows", "64", "--image-size", "8", "--batch-size", "64", "--epochs", $"{epochs}",
        "--learning-rate", "0.02", "--momentum", "0.9", "--crop-padding", "1", "--flip", "0.5",
    ];

    private CheckpointState ReadCheckpoint()
    {
        using var scope = NewDisposeScope();
        Assert.IsNotEmpty(CheckpointFile.ReadTensors(Checkpoint));
        return CheckpointFile.ReadState(Checkpoint);
    }
}
