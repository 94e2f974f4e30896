using System.Security.Cryptography;
using ResNetMLNet.Data;
using ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class DrawnFashionTests
{
    [TestMethod]
    public void The_Pixels_Of_A_Seed_Should_Never_Change()
    {
        var drawn = DrawnFashion.Draw(1, DrawnFashion.Part.Train, 1_000);

        // A new value here makes every figure measured on the drawings incomparable to earlier ones.
        Assert.AreEqual("0556002aaca4368721ac651818d0fb278214125e77143f853a511ca97a880f4e", Hash(drawn));
    }

    [TestMethod]
    public void Drawing_Should_Repeat_Whatever_The_Row_Count()
    {
        var few = DrawnFashion.Draw(7, DrawnFashion.Part.Train, 25);
        var many = DrawnFashion.Draw(7, DrawnFashion.Part.Train, 50);

        CollectionAssert.AreEqual(few.Pixels, many.Pixels[..few.Pixels.Length]);
        CollectionAssert.AreEqual(few.Labels, many.Labels[..25]);
    }

    [TestMethod]
    public void Seeds_And_Parts_Should_Give_Different_Pictures()
    {
        string[] hashes =
        [
            Hash(DrawnFashion.Draw(1, DrawnFashion.Part.Train, 50)),
            Hash(DrawnFashion.Draw(2, DrawnFashion.Part.Train, 50)),
            Hash(DrawnFashion.Draw(-1, DrawnFashion.Part.Train, 50)),
            Hash(DrawnFashion.Draw(1, DrawnFashion.Part.Test, 50)),
        ];

        Assert.HasCount(4, hashes.Distinct());
    }

    [TestMethod]
    public void Every_Picture_Should_Be_Its_Own()
    {
        LabelledImages[] parts =
        [
            DrawnFashion.Draw(1, DrawnFashion.Part.Train, 1_000), DrawnFashion.Draw(1, DrawnFashion.Part.Test, 1_000),
        ];

        var pictures = parts.SelectMany(
            part => Enumerable.Range(0, part.Rows).Select(row => Convert.ToHexString(part.Image(row)))).ToHashSet();

        Assert.HasCount(2_000, pictures);
    }

    [TestMethod]
    public void Classes_Should_Be_Balanced_And_Mixed()
    {
        var data = DrawnFashion.Load(trainRows: 500, testRows: 40);

        var labels = Rows.Of(data.TrainSet).ConvertAll(row => row.Label);

        Assert.IsTrue(labels.CountBy(label => label).All(label => label.Value == 50));
        Assert.HasCount(10, labels.Distinct());
        CollectionAssert.AreNotEqual(labels[..10], labels[10..20]);
    }

    [TestMethod]
    public void Views_Should_Look_Like_Those_Of_Fashion_Mnist()
    {
        var data = DrawnFashion.Load();

        Assert.AreEqual(12_000, data.TrainSet.GetRowCount());
        Assert.AreEqual(2_000, data.TestSet.GetRowCount());
        CollectionAssert.AreEqual(
            Rows.Columns(new IdxLoader(new IdxLoader.Options()).GetOutputSchema()), Rows.Columns(data.TestSet.Schema));
        CollectionAssert.AreEqual(FashionMnist.ClassNames.ToArray(), Rows.KeyValues(data.TestSet));
    }

    [TestMethod]
    public void Every_Garment_Should_Be_Bright_On_Black()
    {
        var drawn = DrawnFashion.Draw(3, DrawnFashion.Part.Test, 500);

        for (var row = 0; row < drawn.Rows; row++)
        {
            var image = drawn.Image(row).ToArray();
            Assert.IsGreaterThan(100, image.Count(pixel => pixel == 0), $"row {row} has no background");
            Assert.IsGreaterThan(40, image.Count(pixel => pixel > 20), $"row {row} shows nothing");
        }
    }

    [TestMethod]
    public void Classes_Should_Be_Learnable_But_Not_Trivial()
    {
        var train = DrawnFashion.Draw(1, DrawnFashion.Part.Train, 1_000);
        var test = DrawnFashion.Draw(1, DrawnFashion.Part.Test, 150);

        var right = Enumerable.Range(0, test.Rows).Count(row => test.Labels[row] == Nearest(train, test.Image(row)));

        Assert.IsInRange(0.5, 0.9, (double)right / test.Rows);
    }

    private static byte Nearest(LabelledImages train, ReadOnlySpan<byte> image)
    {
        var (best, label) = (int.MaxValue, (byte)0);
        for (var row = 0; row < train.Rows; row++)
        {
            var other = train.Image(row);
            var distance = 0;
            for (var i = 0; i < image.Length; i++)
                distance += (image[i] - other[i]) * (image[i] - other[i]);
            if (distance < best)
                (best, label) = (distance, train.Labels[row]);
        }

        return label;
    }

    private static string Hash(LabelledImages images) =>
        Convert.ToHexStringLower(SHA256.HashData([.. images.Pixels, .. images.Labels]));
}
