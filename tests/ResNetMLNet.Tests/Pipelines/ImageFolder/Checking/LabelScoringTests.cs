using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.ImageFolder.Checking;
using ResNetMLNet.Reports;
using ResNetMLNet.Transforms;
using ResNetMLNet.Transforms.Pictures;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder.Checking;

/// <summary>Labels of real photographs that were turned to the other class are found.</summary>
[TestClass]
[TestCategory(TestCategories.Long)]
public sealed class LabelScoringTests
{
    private const int Seeds = 8;
    private const double FlippedShare = 0.1;

    private readonly MLContext _ml = new(seed: 1);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Of_Flipped_Labels_Most_Should_Be_Found_And_Of_What_Is_Found_Most_Should_Be_Flipped()
    {
        var photos = _ml.Data.LoadPictureFolder(Path.Combine(Photos(), "train"));
        var scoring = new LabelScoring(_ml);
        var features = _ml.Data.Cache(
            scoring.Featurizer(PretrainedWeights.ImageNet(), PictureRules.DefaultMaximumPixels).Fit(photos.Data).Transform(photos.Data));
        Photo[] rows = [.. _ml.Data.CreateEnumerable<Photo>(features, reuseRowObject: false)];

        for (var seed = 0; seed < Seeds; seed++)
        {
            var (recall, precision) = Find(rows, scoring, seed);
            TestContext.WriteLine($"seed {seed}: recall {recall:P0}, precision {precision:P0}");
            Assert.IsGreaterThanOrEqualTo(0.7, recall, $"seed {seed}");
            Assert.IsGreaterThanOrEqualTo(0.6, precision, $"seed {seed}");
        }
    }

    private (double Recall, double Precision) Find(Photo[] rows, LabelScoring scoring, int seed)
    {
        var order = Enumerable.Range(0, rows.Length).ToArray();
        new Random(seed).Shuffle(order);
        var flipped = order[..(int)Math.Round(FlippedShare * rows.Length)].ToHashSet();

        // ML.NET gives keys, which begin with 1, and makes them of indices, which begin with 0.
        var noisy = rows.Select((photo, row) => new Photo
        {
            Features = photo.Features, Label = flipped.Contains(row) ? 2 - photo.Label : photo.Label - 1,
        });

        var found = _ml.MulticlassClassification.FindDoubtfulLabels(_ml.Data.LoadFromEnumerable(noisy), scoring.Trainer(), seed: seed);

        var right = (double)found.Count(doubtful => flipped.Contains(doubtful.Row));
        return (right / flipped.Count, right / found.Count);
    }

    private static string Photos()
    {
        const string variable = "PHOTOS_DIR";
        var folder = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(folder))
            Assert.Inconclusive($"Set {variable} to a folder with ants-bees.");
        return Path.Combine(folder, "ants-bees");
    }

    private sealed class Photo
    {
        [KeyType(2)]
        public uint Label { get; set; }

        [VectorType(512)]
        public float[] Features { get; set; } = [];
    }
}
