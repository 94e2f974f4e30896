using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Tests.Training.Images;

[TestClass]
public sealed class StratifiedSplitTests
{
    [TestMethod]
    [DataRow(0.25, "8,4,2,1", "2,1,1,0", DisplayName = "half a row counts as one")]
    [DataRow(0.1, "10,14,15,4", "1,1,2,0")]
    [DataRow(0.9, "10,2,1,8", "9,1,0,7", DisplayName = "each class keeps a row")]
    [DataRow(0.5, "0,3,0,4", "0,2,0,2", DisplayName = "classes without rows")]
    public void Each_Class_Should_Give_Its_Rounded_Share_And_Keep_A_Row(double fraction, string classCounts, string heldOut)
    {
        var counts = classCounts.Split(',').Select(int.Parse).ToList();
        var images = Images(counts);

        var (train, validation) = Split(images, fraction);

        var held = Counts(validation);
        Assert.AreEqual(heldOut, string.Join(',', held));
        Assert.AreSequenceEqual(counts.Zip(held, (count, part) => count - part), Counts(train));

        List<int> Counts(ImageSet part) => [.. counts.Select((_, label) => part.Labels.Count(row => row == label))];
    }

    [TestMethod]
    public void Every_Row_Should_Be_In_One_Part_In_Its_Order_With_Its_Label_And_Weight()
    {
        var images = Images([20, 30, 11]);

        var (train, validation) = Split(images, 0.3);

        Assert.AreSequenceEqual(Enumerable.Range(0, 61), Rows(train).Concat(Rows(validation)).Order());
        foreach (var part in new[] { train, validation })
        {
            var rows = Rows(part);
            Assert.AreSequenceEqual(rows.Order(), rows);
            Assert.AreSequenceEqual(rows.Select(row => images.Labels[row]), part.Labels);
            Assert.AreSequenceEqual(rows.Select(row => images.Weights![row]), part.Weights!);
        }
    }

    [TestMethod]
    public void Seed_And_Labels_Should_Decide_Which_Rows_Are_Held_Out()
    {
        var images = Images([20, 30]);
        Assert.AreSequenceEqual(Rows(Split(images, 0.3).Validation), Rows(Split(Images([20, 30]), 0.3).Validation));
        Assert.AreNotEqual(Text(Split(images, 0.3).Validation), Text(Split(images, 0.3, seed: 2).Validation));

        // Checkpoints rely on it: another choice in a later version would be another training.
        Assert.AreEqual("3 4 5 7 17 18 26 27 29 32 34 35 38 44 48", Text(Split(images, 0.3).Validation));
    }

    [TestMethod]
    public void Each_Row_Should_Be_Held_Out_Equally_Often()
    {
        var images = Images([10]);
        var heldOut = Enumerable.Range(0, 1000).SelectMany(seed => Rows(Split(images, 0.3, seed).Validation));
        var counts = heldOut.CountBy(row => row).ToDictionary();

        // Expected 300 times with a standard deviation of 14.
        Assert.HasCount(10, counts);
        Assert.IsTrue(counts.Values.All(count => count is > 230 and < 370), string.Join(' ', counts.Values));
    }

    [TestMethod]
    public void Too_Few_Rows_Should_Be_Refused_With_Numbers_And_A_Remedy()
    {
        Expect.Error<InvalidOperationException>(
            () => Split(Images([5, 5]), 0.99),
            "ValidationFraction 0.99 of 10 rows leaves 0 to train on, but 2 are needed at least. "
            + "Lower it, give more rows, or give a ValidationSet");
        Expect.Error<InvalidOperationException>(
            () => Split(Images([5, 5]), 0.04),
            "ValidationFraction 0.04 of 10 rows holds out none. Raise it, give more rows, or give a ValidationSet");
        Expect.Error<InvalidOperationException>(
            () => Split(Images([7, 7, 6]), 0.05),
            "0.05 of 20 rows holds out none: the largest class has 7 rows. Raise it to 0.0715 at least");
        Expect.Error<InvalidOperationException>(
            () => Split(Images([1, 1, 1]), 0.3), "0.3 of 3 rows holds out none: each class has one row only", "Give more rows");
        Assert.AreEqual(1, Split(Images([7, 7, 6]), 0.0715).Validation.Labels.Count(label => label == 0), "the remedy helps");
    }

    /// <summary>Rows of classes in turn, as long as these have any; pixel and weight tell the row.</summary>
    private static ImageSet Images(IReadOnlyList<int> classCounts)
    {
        var images = new ImageSet(new ImageShape(1, 1, 1), weighted: true);
        var labels = classCounts.SelectMany((count, label) => Enumerable.Range(0, count).Select(index => (index, label))).Order();
        foreach (var (_, label) in labels)
            images.Add(label, images.Count)[0] = images.Count - 1;
        return images;
    }

    private static (ImageSet Train, ImageSet Validation) Split(ImageSet images, double fraction, int seed = 1) =>
        StratifiedSplit.Split((IExceptionContext)new MLContext(), images, fraction, seed);

    private static int[] Rows(ImageSet images) =>
        [.. Enumerable.Range(0, images.Count).Select(row => (int)images.Pixels(row)[0])];

    private static string Text(ImageSet images) => string.Join(' ', Rows(images));
}
