using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Reports.Tests.Labels;

/// <summary>Labels that are wrong are found among points of three clusters.</summary>
[TestClass]
public sealed class FindDoubtfulLabelsTests
{
    private const int Count = 90;

    private static readonly int[] _wrong = [4, 33, 62];

    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void Wrong_Labels_Should_Be_Found_With_The_Right_Ones()
    {
        var data = Keyed(Points());

        var found = _ml.MulticlassClassification.FindDoubtfulLabels(data, Trainer(), seed: 3);

        Assert.AreSequenceEqual(_wrong, found.Select(doubtful => doubtful.Row).Order());
        foreach (var doubtful in found)
        {
            Assert.AreEqual(Name(doubtful.Row + 1), doubtful.Label);
            Assert.AreEqual(Name(doubtful.Row), doubtful.SuggestedLabel);
        }
        Assert.AreSequenceEqual(found.Select(doubtful => doubtful.Margin).OrderDescending(), found.Select(doubtful => doubtful.Margin));
        Assert.IsTrue(found.All(doubtful => doubtful.Margin is > 0 and <= 1));
    }

    [TestMethod]
    public void A_Row_Should_Not_Vouch_For_Its_Copy()
    {
        // A model that has seen the copies believes them, as the nearest neighbours that it is.
        Point[] points = [.. Points(), .. Enumerable.Repeat(0, 40).Select(_ => Points()[_wrong[0]])];
        foreach (var copy in points.Skip(Count))
            copy.Picture = points[_wrong[0]].Picture;

        var apart = _ml.MulticlassClassification.FindDoubtfulLabels(Keyed(points), Trainer());
        var together = _ml.MulticlassClassification.FindDoubtfulLabels(Keyed(points), Trainer(), samplingKeyColumnName: nameof(Point.Picture));

        Assert.IsGreaterThan(apart.Count(doubtful => doubtful.Row >= Count), together.Count(doubtful => doubtful.Row >= Count));
    }

    [TestMethod]
    public void A_Class_Of_One_Row_Should_Not_Be_Doubted()
    {
        var points = Points();
        points[10].Label = "lonely";

        var found = _ml.MulticlassClassification.FindDoubtfulLabels(Keyed(points), Trainer());

        Assert.IsFalse(found.Any(doubtful => doubtful.Row == 10 || doubtful.SuggestedLabel == "lonely"));
    }

    [TestMethod]
    public void What_Does_Not_Go_Should_Be_Named()
    {
        var (catalog, data) = (_ml.MulticlassClassification, Keyed(Points()));

        Expect.Error<ArgumentException>(
            () => catalog.FindDoubtfulLabels(_ml.Data.LoadFromEnumerable(Points()), Trainer()), "'Label' of keys", "MapValueToKey");
        Expect.Error<ArgumentException>(
            () => catalog.FindDoubtfulLabels(data, Trainer(), numberOfFolds: 91), "numberOfFolds is 91", "90 rows");
        Expect.Error<ArgumentException>(() => catalog.FindDoubtfulLabels(data, Trainer(), samplingKeyColumnName: "Shop"), "'Shop'");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => catalog.FindDoubtfulLabels(data, Trainer(), numberOfFolds: 1));
        Expect.Error<InvalidOperationException>(
            () => catalog.FindDoubtfulLabels(data, Trainer(), scoreColumnName: "Points"), "'Points'", "a vector of 3 Single");
        Expect.Error<InvalidOperationException>(
            () => catalog.FindDoubtfulLabels(data, Trainer(), scoreColumnName: nameof(Point.Odd)), "'Odd'", "in row", "has to have probabilities");
        Assert.ThrowsExactly<OperationCanceledException>(
            () => catalog.FindDoubtfulLabels(data, Trainer(), cancellationToken: new CancellationToken(canceled: true)));
    }

    [TestMethod]
    public void Keys_That_Each_Fold_Makes_In_Its_Own_Order_Should_Be_Refused()
    {
        var own = _ml.Transforms.Conversion.MapKeyToValue("Text", nameof(Point.Label)).Append(_ml.Transforms.Conversion.MapValueToKey("Own", "Text"))
            .Append(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Own"));

        Expect.Error<InvalidOperationException>(
            () => _ml.MulticlassClassification.FindDoubtfulLabels(Keyed(Points()), own), "'Score'", "another order", "the column of labels itself");
    }

    private static string Name(int row) => $"class {row % 3}";

    private static Point[] Points()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Count).Select(row => new Point
        {
            Features = [.. Enumerable.Range(0, 3).Select(axis => (row % 3 == axis ? 3 : 0) + (float)random.NextDouble())],
            Label = Name(_wrong.Contains(row) ? row + 1 : row),
            Picture = $"{row}",
        })];
    }

    private IDataView Keyed(Point[] points) =>
        _ml.Transforms.Conversion.MapValueToKey(nameof(Point.Label)).Fit(_ml.Data.LoadFromEnumerable(points)).Transform(_ml.Data.LoadFromEnumerable(points));

    private LbfgsMaximumEntropyMulticlassTrainer Trainer() =>
        _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(l1Regularization: 0, l2Regularization: 0.1f);

    private sealed class Point
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";

        public string Picture { get; set; } = "";

        [VectorType(3)]
        public float[] Odd { get; set; } = [2, float.NaN, -1];
    }
}
