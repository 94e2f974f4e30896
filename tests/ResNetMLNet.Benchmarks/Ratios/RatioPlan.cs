using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Benchmarks.Photos;
using ResNetMLNet.Benchmarks.Running;
using ResNetMLNet.Interop;

namespace ResNetMLNet.Benchmarks.Ratios;

/// <summary>How many rows the races of the comparison take.</summary>
/// <param name="Quick">Whether all shall be done within five minutes on two cores.</param>
internal sealed record RatioPlan(bool Quick)
{
    private const int SmallSize = 28;
    private const int LargeSize = 96;
    private const int Classes = 10;
    private const int Rounds = 5;
    private const int EpochRows = 60_000;

    /// <summary>The image sizes.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [SmallSize, LargeSize];

    /// <summary>All races, in the order in which they are run.</summary>
    /// <param name="folder">The folder of the model for a size and a number of classes.</param>
    public IEnumerable<Race> Races(Func<int, int, string> folder)
    {
        foreach (var size in Sizes)
        {
            var files = folder(size, Classes);
            yield return Fit(size, files);
            yield return Score(size, files);
            yield return Predict(size, files);
            yield return Read(size, files);
        }
        yield return FineTune(folder(PhotoTraining.Size, PhotoSource.Classes));
    }

    /// <summary>The training of a size; for the larger one in single precision too, and beside a plain loop that keeps memory.</summary>
    private Race Fit(int size, string folder)
    {
        string[] names = size == LargeSize
            ? [ContenderName.Bare, ContenderName.BareKept, ContenderName.FitFloat32, ContenderName.FitAuto, ContenderName.Tricks]
            : [ContenderName.Bare, ContenderName.FitAuto, ContenderName.Tricks];
        var rows = size == LargeSize ? LargeTrainingRows : SmallTrainingRows;
        return new Race(RaceName.Fit(size), Contenders(size, rows, folder, names), Rounds, Budget(size == LargeSize ? 75 : 15))
        {
            Exact = new WorkerSettings(ContenderName.Exact, size, rows, folder),
        };
    }

    /// <summary>The scoring of many rows of a size, and what the featurizer sees in them.</summary>
    private Race Score(int size, string folder)
    {
        var rows = !Quick ? 10_000 : size == LargeSize ? 384 : 2560;
        string[] names =
        [
            ContenderName.ScoreFloat32, ContenderName.FeaturizeFloat32, ContenderName.Ort, ContenderName.ApplyOnnx,
            ContenderName.ScoreOnnxRuntime,
            // Where it is not native, it takes most of the time and shows nothing.
            .. BFloat16Support.IsNative(TorchSharp.torch.CPU) ? (string[])[ContenderName.ScoreBFloat16] : [],
        ];
        return new Race(RaceName.Score(size), Contenders(size, rows, folder, names), Rounds, Budget(size == LargeSize ? 30 : 10))
        {
            NeedsModel = true,
        };
    }

    /// <summary>The scoring of single images of a size.</summary>
    private Race Predict(int size, string folder)
    {
        var rows = (size == LargeSize ? 100 : 400) * (Quick ? 1 : 5);
        string[] names =
        [
            ContenderName.Predict, ContenderName.PredictOnnxRuntime, ContenderName.ApplyOnnxPredict, ContenderName.OrtSingle,
        ];
        return new Race(RaceName.Predict(size), Contenders(size, rows, folder, names), Rounds, Budget(7))
        {
            NeedsModel = true,
        };
    }

    /// <summary>Reading and featurizing to a size.</summary>
    /// <remarks>Drawing garments takes longer than reading files, and only the time of a row counts.</remarks>
    private Race Read(int size, string folder)
    {
        var rows = Quick && !ImageSource.IsReal ? EpochRows / 6 : EpochRows;
        return new Race(RaceName.Read(size), Contenders(size, rows, folder, ContenderName.Reading), Rounds, Budget(5));
    }

    /// <summary>Fine-tuning of all layers on photographs.</summary>
    private Race FineTune(string folder)
    {
        return new Race(
            RaceName.FineTune, [Settings(ContenderName.FineTuneBare), Settings(ContenderName.FineTune)], Rounds, Budget(20))
        {
            Exact = Settings(ContenderName.FineTuneExact),
        };

        WorkerSettings Settings(string name) => new(name, PhotoTraining.Size, Quick ? 64 : 224, folder)
        {
            Batch = 32,
            Classes = PhotoSource.Classes,
            CheckRows = 24,
            CheckBatch = 8,
        };
    }

    private int SmallTrainingRows => Quick ? 2048 : 8192;

    private int LargeTrainingRows => Quick ? 512 : 1024;

    private TimeSpan Budget(double quickSeconds) => Quick ? TimeSpan.FromSeconds(quickSeconds) : TimeSpan.MaxValue;

    private static List<WorkerSettings> Contenders(int size, int rows, string folder, params string[] names) =>
        [.. names.Select(name => new WorkerSettings(name, size, rows, folder))];
}
