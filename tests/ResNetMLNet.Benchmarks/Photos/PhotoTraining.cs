using Microsoft.ML;
using ResNetMLNet.Benchmarks.Reporting;
using ResNetMLNet.Training;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Benchmarks.Photos;

/// <summary>Trainings of photographs at 224 pixels: decoded anew beside them, and from memory.</summary>
internal static class PhotoTraining
{
    /// <summary>Height and width of the features.</summary>
    public const int Size = 224;

    private const int BatchSize = 32;
    private const int MostPhotos = 256;

    /// <summary>Trains in turns.</summary>
    public static string Measure(IReadOnlyList<string> paths, int rounds, CancellationToken cancellationToken)
    {
        var view = View([.. paths.Take(MostPhotos)]);
        var speeds = Enumerable.Range(0, rounds)
            .Select(_ => (Encoded: Speed(view, ImageStorage.Encoded, cancellationToken), Memory: Speed(view, ImageStorage.Memory, cancellationToken)))
            .ToList();
        var ratios = speeds.Select(round => round.Encoded / round.Memory).ToList();
        return MarkdownTable.Of(
            ["training", "decoded anew, images/s", "from memory, images/s", "ratio", "spread"],
            [[
                "ResNet-18 at 224 px",
                Figure.Of(Statistics.Median([.. speeds.Select(round => round.Encoded)])),
                Figure.Of(Statistics.Median([.. speeds.Select(round => round.Memory)])),
                Figure.Of(Statistics.Median(ratios)),
                Figure.Percent(Statistics.Spread(ratios)),
            ]]);
    }

    /// <summary>A view of photographs, their features and two classes.</summary>
    public static IDataView View(IReadOnlyList<string> paths)
    {
        var ml = new MLContext(seed: 1);
        var rows = ml.Data.LoadFromEnumerable(paths.Select((path, index) => new PhotoRow { Path = path, Class = index % 2 == 0 ? "even" : "odd" }));
        return ml.Transforms.Conversion.MapValueToKey("Label", nameof(PhotoRow.Class))
            .Append(ml.Transforms.LoadPictures("Picture", nameof(PhotoRow.Path)))
            .Append(ml.Transforms.ImagesToFeatures(
                "Features", "Picture", Size, Size, 256, mean: ImageNet.Mean, standardDeviation: ImageNet.StandardDeviation))
            .Fit(rows).Transform(rows);
    }

    private static double Speed(IDataView view, ImageStorage storage, CancellationToken cancellationToken)
    {
        var options = new ResNetTrainer.Options
        {
            Epoch = 1, BatchSize = BatchSize, ImageStorage = storage, Seed = 1, LearningRate = 0.01, CancellationToken = cancellationToken,
        };
        using var model = new MLContext(seed: 1).MulticlassClassification.Trainers.ResNet(options).Fit(view);
        return model.History.Epochs[0].ImagesPerSecond;
    }

    private sealed class PhotoRow
    {
        public string Path { get; set; } = string.Empty;

        public string Class { get; set; } = string.Empty;
    }
}
