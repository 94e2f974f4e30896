using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Tests.Training;

[TestClass]
public sealed class ValidationFractionTests
{
    private const int Rows = 41;

    [TestMethod]
    public void Fit_Should_Be_That_Of_The_Two_Parts_Given_Apart()
    {
        var ml = new MLContext(seed: 1);
        var (train, validation) = Parts(0.3);
        var options = TrainedModel.Options(epochs: 2);
        options.ExampleWeightColumnName = "Weight";
        options.ValidationSet = Load(ml, validation);
        using var apart = ml.MulticlassClassification.Trainers.ResNet(options).Fit(Load(ml, train));

        options.ValidationSet = null;
        options.ValidationFraction = 0.3;
        using var divided = ml.MulticlassClassification.Trainers.ResNet(options).Fit(Load(ml, Enumerable.Range(0, Rows)));

        Assert.AreEqual(Scores(apart), Scores(divided));
        Assert.AreEqual(29, divided.History.TrainRows, "14 + 14 + 13 rows less 4 each");
        Assert.AreEqual(apart.History.Epochs[^1].ValidationLoss, divided.History.Epochs[^1].ValidationLoss);
        Assert.AreEqual(apart.History.Epochs[^1].TrainLoss, divided.History.Epochs[^1].TrainLoss);
    }

    [TestMethod]
    public void Rows_That_Turn_Out_Too_Few_Should_Be_Refused_When_They_Are_Read()
    {
        var ml = new MLContext(seed: 1);
        var options = TrainedModel.Options();
        options.ValidationFraction = 0.02;

        // A filter does not know how many rows it will let pass.
        var filtered = ml.Data.FilterRowsByColumn(Load(ml, Enumerable.Range(0, Rows)), "Weight", lowerBound: 0, upperBound: 10);
        Assert.IsNull(filtered.GetRowCount());
        Expect.Error<InvalidOperationException>(
            () => ml.MulticlassClassification.Trainers.ResNet(options).Fit(filtered),
            "ValidationFraction 0.02 of 10 rows holds out none");
    }

    /// <summary>The labels alone decide the parts, so that any images serve.</summary>
    private static (int[] Train, int[] Validation) Parts(double fraction)
    {
        var images = new ImageSet(new ImageShape(1, 1, 1));
        for (var row = 0; row < Rows; row++)
            images.Add(row % 3)[0] = row;
        var (train, validation) = StratifiedSplit.Split((IExceptionContext)new MLContext(), images, fraction, seed: 1);
        return (Numbers(train), Numbers(validation));

        static int[] Numbers(ImageSet part) => [.. Enumerable.Range(0, part.Count).Select(row => (int)part.Pixels(row)[0])];
    }

    private static IDataView Load(MLContext ml, IEnumerable<int> rows)
    {
        var images = rows.Select(row => WeightedImages.Make(SmallImages.Make(row), row));
        return SmallImages.WithLabel(ml, ml.Data.LoadFromEnumerable(images));
    }

    private static string Scores(ResNetTransformer model)
    {
        var scored = model.Transform(SmallImages.Load(new MLContext(), 12, seed: 3));
        return string.Concat(RowText.Of(scored, index => scored.Schema[index].Name == "Score").Select(row => row.Values));
    }
}
