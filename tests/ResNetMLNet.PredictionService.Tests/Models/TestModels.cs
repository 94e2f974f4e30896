using ResNetMLNet.Data;
using ResNetMLNet.PredictionService.Tests.Files;
using ResNetMLNet.Tests.Pipelines;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.PredictionService.Tests.Models;

/// <summary>Models that the programs train in a second or two, each once in a run of the tests.</summary>
[TestClass]
public static class TestModels
{
    private const int GrayRows = 40;
    private const int PicturesPerClass = 6;

    private static readonly TemporaryFolder _folder = new();
    private static readonly Lazy<string> _gray = new(() => TrainGray(seed: 1));
    private static readonly Lazy<string> _otherGray = new(() => TrainGray(seed: 2));
    private static readonly Lazy<string> _pictures = new(TrainPictures);

    /// <summary>The model.zip of a model of grey pixels with the ten classes of Fashion-MNIST.</summary>
    public static string Gray => _gray.Value;

    /// <summary>Another one, whose scores differ.</summary>
    public static string OtherGray => _otherGray.Value;

    /// <summary>The model.zip of a model of coloured pictures with three classes.</summary>
    public static string Pictures => _pictures.Value;

    [AssemblyCleanup]
    public static void Cleanup() => _folder.Dispose();

    private static string TrainGray(int seed)
    {
        var data = Directory.CreateDirectory(_folder.File($"gray-data-{seed}")).FullName;
        Write(data, FashionMnist.TrainImages.Name, FashionMnist.TrainLabels.Name, seed);
        Write(data, FashionMnist.TestImages.Name, FashionMnist.TestLabels.Name, seed + 100);
        var output = _folder.File($"gray-{seed}");
        Train(ResNetMLNet.Pipelines.FashionMnist.App.Run, data, output, "--seed", $"{seed}");
        return Path.Combine(output, "model.zip");
    }

    private static string TrainPictures()
    {
        var data = _folder.File("picture-data");
        for (var i = 0; i < 3 * PicturesPerClass; i++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(data, $"class {i % 3}")).FullName;
            File.WriteAllBytes(Path.Combine(folder, $"{i}.png"), Drawings.Png(i % 3, i));
        }

        var output = _folder.File("pictures");
        Train(ResNetMLNet.Pipelines.ImageFolder.App.Run, data, output);
        return Path.Combine(output, "model.zip");
    }

    private static void Write(string folder, string images, string labels, int seed)
    {
        var pixels = Enumerable.Range(0, GrayRows).SelectMany(row => Drawings.Pixels(row % 10, (GrayRows * seed) + row));
        File.WriteAllBytes(
            Path.Combine(folder, images), Idx.File(8, [GrayRows, Drawings.Size, Drawings.Size], [.. pixels]));
        File.WriteAllBytes(Path.Combine(folder, labels), Idx.TenLabels(GrayRows));
    }

    private static void Train(ProgramRun.Program program, string data, string output, params string[] more)
    {
        string[] arguments =
        [
            "train", "--data", data, "--output", output, "--device", "cpu", "--precision", "fp32", "--image-size", "28",
            "--batch-size", "10", "--learning-rate", "0.01", "--epochs", "1", .. more,
        ];
        var run = ProgramRun.Of(program, arguments, _ => { }, time: null, CancellationToken.None);
        Assert.AreEqual(0, run.ExitCode, run.Progress);
    }
}
