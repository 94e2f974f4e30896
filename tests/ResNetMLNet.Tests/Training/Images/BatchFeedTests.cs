using ResNetMLNet.Training;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms.Featurization;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training.Images;

[TestClass]
public sealed class BatchFeedTests
{
    private const int FirstLabel = 1000;

    [TestMethod]
    [DataRow(7, 1, "1,1,1,1,1,1,1")]
    [DataRow(7, 2, "2,2,3", DisplayName = "a single last row joins the batch before")]
    [DataRow(7, 3, "3,4", DisplayName = "and so in a batch of every other size")]
    [DataRow(7, 4, "4,3")]
    [DataRow(7, 7, "7")]
    [DataRow(7, 100, "7", DisplayName = "more than the rows")]
    [DataRow(1, 1, "1")]
    [DataRow(1, 4, "1")]
    public void Every_Row_Should_Come_Once_With_Its_Label_In_The_Given_Order(int rowCount, int batchSize, string sizes)
    {
        using var scope = NewDisposeScope();
        using var feed = new BatchFeed(Images(rowCount), batchSize, CPU);
        Assert.AreEqual(rowCount, feed.ImageCount);

        // The second reading is in another order.
        for (var epoch = 1; epoch <= 2; epoch++)
        {
            var order = RowOrder.Shuffled(rowCount, seed: 1, epoch);
            var batches = feed.Read(order).Select(batch => (Rows: Rows(batch), Labels: Labels(batch))).ToList();

            Assert.AreEqual(sizes, string.Join(',', batches.Select(batch => batch.Labels.Length)));
            Assert.AreSequenceEqual(order, batches.SelectMany(batch => batch.Rows));
            Assert.AreSequenceEqual(order.Select(row => (long)FirstLabel + row), batches.SelectMany(batch => batch.Labels));
        }
    }

    [TestMethod]
    public void A_Batch_Should_Stay_As_It_Is_While_The_Next_One_Is_Put_Together()
    {
        using var scope = NewDisposeScope();
        using var feed = new BatchFeed(Images(6), batchSize: 2, CPU);
        var labels = new List<long>();
        foreach (var batch in feed.Read(RowOrder.InOrder(6)))
        {
            Thread.Sleep(20);
            labels.AddRange(Labels(batch));
        }

        Assert.AreSequenceEqual(Enumerable.Range(FirstLabel, 6).Select(label => (long)label), labels);
    }

    [TestMethod]
    public void Stopping_Early_Should_Wait_For_The_Batch_Under_Way_And_Allow_Another_Reading()
    {
        using var scope = NewDisposeScope();
        using var feed = new BatchFeed(Images(24, size: 512), batchSize: 8, CPU);
        var order = RowOrder.InOrder(24);
        var batches = new List<ImageBatch>();
        foreach (var batch in feed.Read(order))
        {
            batches.Add(batch);
            if (batches.Count == 2)
                break;
        }

        // The third batch goes where the first one was. Copying its 8 MB takes longer than getting here.
        Assert.AreSequenceEqual(Enumerable.Range(FirstLabel + 16, 8).Select(label => (long)label), Labels(batches[0]));
        Assert.AreSequenceEqual(order, feed.Read(order).SelectMany(Rows));
    }

    [TestMethod]
    public void Entering_An_Epoch_At_A_Batch_Should_Give_The_Batches_Of_The_Whole_Epoch()
    {
        using var scope = NewDisposeScope();
        var augmenter = new ImageAugmenter(new ImageAugmentation { CropPadding = 2 }, new ImageShape(1, 8, 8), seed: 1);
        using var feed = new BatchFeed(Images(20, size: 8), batchSize: 3, CPU, augmenter);
        var order = RowOrder.Shuffled(20, seed: 1, epoch: 2);

        var whole = feed.Read(order, epoch: 2).Select(Text).ToList();

        for (var first = 0; first <= whole.Count; first++)
            Assert.AreSequenceEqual(whole[first..], feed.Read(order, first, epoch: 2).Select(Text));
        Assert.AreNotEqual(whole[0], feed.Read(order, epoch: 3).Select(Text).First());

        static string Text(ImageBatch batch) =>
            $"{string.Join(' ', batch.Images.data<float>())}: {string.Join(' ', Labels(batch))}";
    }

    [TestMethod]
    public void Weights_Should_Come_With_Their_Rows_If_The_Set_Has_Any()
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var scope = NewDisposeScope())
        {
            var images = new ImageSet(new ImageShape(1, 2, 2), weighted: true);
            for (var row = 0; row < 5; row++)
                images.Add(row, weight: 10 * row);
            using var feed = new BatchFeed(images, batchSize: 2, CPU);
            var weights = feed.Read([4, 2, 0, 1, 3]).Select(batch => string.Join(' ', batch.Weights!.data<float>())).ToList();
            Assert.AreSequenceEqual(["40 20", "0 10 30"], weights);

            using var plain = new BatchFeed(Images(5), batchSize: 2, CPU);
            Assert.IsNull(plain.Read(RowOrder.InOrder(5)).First().Weights);
        }
        Assert.AreEqual(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [TestMethod]
    public void What_Was_Pinned_For_A_Gpu_Should_Stay_As_It_Is_When_The_Batch_Is_Filled_Again()
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var scope = NewDisposeScope())
        {
            // A copy as on a GPU's host, in memory of another kind.
            using var batch = new ImageBatch(Images(4), capacity: 3, CPU, memory => memory.clone());
            var first = Fill(batch, 0, 1, 2);
            var second = Fill(batch, 3);

            Assert.AreEqual("0 1 2 of class 1000 1001 1002", first());
            Assert.AreEqual("3 of class 1003", second());
        }
        Assert.AreEqual(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        static Func<string> Fill(ImageBatch batch, params int[] rows)
        {
            batch.Fill(Images(4), BatchRows.Whole(0, rows), augmenter: null, epoch: 0, CancellationToken.None);
            var (images, labels) = (batch.Images, batch.Labels);
            return () => $"{string.Join(' ', images.flatten(1).amax([1]).data<float>())} of class {string.Join(' ', labels.data<long>())}";
        }
    }

    [TestMethod]
    public void Dispose_Should_Free_All_Memory_Also_After_Stopping_Early()
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var feed = new BatchFeed(Images(9), batchSize: 2, CPU))
        {
            Assert.AreEqual(before + 4, DisposeScopeManager.Statistics.ThreadTotalLiveCount, "images and labels of two batches");
            Assert.AreSequenceEqual([0, 1], Rows(feed.Read(RowOrder.InOrder(9)).First()));
        }

        Assert.AreEqual(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    /// <summary>Square images whose pixels are all the number of their row; the label is that number and a constant.</summary>
    private static ImageSet Images(int count, int size = 2)
    {
        var images = new ImageSet(new ImageShape(1, size, size));
        for (var row = 0; row < count; row++)
            images.Add(FirstLabel + row).Fill(row);
        return images;
    }

    /// <summary>The row that each image of a batch was: all its pixels say so.</summary>
    private static int[] Rows(ImageBatch batch)
    {
        using var scope = NewDisposeScope();
        var pixels = batch.Images.flatten(1);
        Assert.IsTrue(pixels.amin([1]).eq(pixels.amax([1])).all().item<bool>(), "no image is made of two");
        return [.. pixels.select(1, 0).to(ScalarType.Int32).data<int>()];
    }

    private static long[] Labels(ImageBatch batch)
    {
        using var scope = NewDisposeScope();
        return [.. batch.Labels.data<long>()];
    }
}
