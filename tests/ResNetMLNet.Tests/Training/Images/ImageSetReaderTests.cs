using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Tests.Training.Images;

[TestClass]
public sealed class ImageSetReaderTests
{
    [TestMethod]
    public void Weights_Should_Be_Those_Of_The_Column_Times_Those_Of_The_Classes()
    {
        var ml = new MLContext();
        var view = WeightedImages.Load(ml, 5, index => index + 1);

        Assert.AreSequenceEqual([1f, 2, 3, 4, 5], Read(ml, view, "Weight", null).Weights!);
        Assert.AreSequenceEqual([10f, 100, 1000, 10, 100], Read(ml, view, null, [10, 100, 1000]).Weights!);
        Assert.AreSequenceEqual([10f, 200, 3000, 40, 500], Read(ml, view, "Weight", [10, 100, 1000]).Weights!);
        Assert.IsNull(Read(ml, view, null, null).Weights);
    }

    [TestMethod]
    public void A_Row_Without_A_Label_Should_Be_Skipped_Whatever_It_Weighs()
    {
        var ml = new MLContext();
        var rows = SmallImages.Rows(3).Select(row => WeightedImages.Make(row, 2)).ToList();
        rows.Insert(1, new WeightedImages.Row { Features = new float[64], Name = "unheard of", Weight = float.NaN });

        var images = Read(ml, SmallImages.WithLabel(ml, ml.Data.LoadFromEnumerable(rows)), "Weight", null);

        Assert.AreSequenceEqual([0, 1, 2], images.Labels);
        Assert.AreSequenceEqual([2f, 2, 2], images.Weights!);
        Assert.AreSequenceEqual(SmallImages.Make(1).Features, images.Pixels(1));
    }

    [TestMethod]
    [DoNotParallelize]
    public void Pictures_That_May_Be_Missing_Should_Be_Checked_Several_At_A_Time()
    {
        using var photos = new PhotoFolder();
        var threads = new ConcurrentDictionary<int, bool>();
        var checks = 0;
        var before = ComputeThreads.Count;
        try
        {
            ComputeThreads.Count = 2;
            Assert.AreEqual(PhotoFolder.Count, ReadEncoded(photos, () =>
            {
                threads[Environment.CurrentManagedThreadId] = true;
                if (Interlocked.Increment(ref checks) > PhotoFolder.Count)
                    SpinWait.SpinUntil(() => threads.Count > 1, TimeSpan.FromSeconds(10));
            }).Count);
        }
        finally
        {
            ComputeThreads.Count = before;
        }
        Assert.IsGreaterThan(1, threads.Count);
    }

    [TestMethod]
    public void Checking_Pictures_Should_End_When_It_Is_Cancelled()
    {
        using var photos = new PhotoFolder();
        var checks = 0;
        Assert.ThrowsExactly<OperationCanceledException>(() => ReadEncoded(photos, () =>
        {
            if (Interlocked.Increment(ref checks) > PhotoFolder.Count)
                throw new OperationCanceledException();
        }));
    }

    private static ImageSet ReadEncoded(PhotoFolder photos, Action check)
    {
        var host = ((IHostEnvironment)new MLContext()).Register(nameof(ImageSetReaderTests));
        var view = photos.View(UnreadablePictures.Missing);
        var source = new ImageSource(
            view, view.Schema["Features"], new ImageShape(3, 8, 8), LabelColumn.Find(host, view.Schema, "Label"), Weights: null);
        return new ImageSetReader(host, check).ReadEncoded(source, EncodedSource.Of(host, source));
    }

    private static ImageSet Read(MLContext ml, IDataView view, string? column, float[]? classWeights)
    {
        var host = ((IHostEnvironment)ml).Register(nameof(ImageSetReaderTests));
        return new ImageSetReader(host, () => { }).Read(new ImageSource(
            view,
            view.Schema["Features"],
            new ImageShape(1, SmallImages.Size, SmallImages.Size),
            LabelColumn.Find(host, view.Schema, "Label"),
            ExampleWeights.Find(host, view.Schema, column, classWeights)));
    }
}
