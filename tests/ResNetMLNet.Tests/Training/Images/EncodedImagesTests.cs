using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms.Augmentation;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Tests.Training.Images;

[TestClass]
public sealed class EncodedImagesTests : IDisposable
{
    private static readonly ImageAugmentation _all = new()
    {
        RandomResizedCrop = true, Brightness = 0.4, Hue = 0.1, TrivialAugment = true, HorizontalFlipProbability = 0.5,
    };

    private readonly PhotoFolder _photos = new();

    public void Dispose() => _photos.Dispose();

    [TestMethod]
    [DoNotParallelize]
    public void Images_Should_Be_The_Same_Whatever_The_Number_Of_Threads()
    {
        var before = ComputeThreads.Count;
        try
        {
            ComputeThreads.Count = 1;
            var alone = Batch(batch: 3);
            ComputeThreads.Count = 5;
            Assert.AreSequenceEqual(alone, Batch(batch: 3));
            Assert.IsFalse(alone.SequenceEqual(Batch(batch: 4)), "another batch");
        }
        finally
        {
            ComputeThreads.Count = before;
        }
    }

    [TestMethod]
    public void The_Same_Picture_Should_Be_Changed_Otherwise_At_Each_Place_Of_A_Batch()
    {
        var images = Images();
        var pixels = Copied(images, new int[50], batch: 1);
        Assert.IsGreaterThan(40, pixels.Chunk(images.Image.Size).Select(image => string.Join(' ', image)).Distinct().Count());
    }

    [TestMethod]
    public void Copying_Should_End_When_It_Is_Cancelled() => Assert.Throws<OperationCanceledException>(
        () => Images().CopyImages(new[] { 0, 1 }, _ => new float[192], cancellationToken: new CancellationToken(canceled: true)));

    [TestMethod]
    public void A_Part_Of_A_Large_Jpeg_Should_Look_The_Same_From_A_Smaller_Scale()
    {
        _photos.Write(1, 400, 320);
        var source = new FeatureSource(
            new PictureSource("Path", null, new PictureRules(), UnreadablePictures.Throw), new ImageShape(3, 8, 8), 8, new PixelScaling(1, [0], [1]));
        var (expected, features) = (new float[192], new float[192]);
        using var encoded = EncodedPicture.Open(_photos.File(1), source.Picture.Rules);
        using var picture = encoded.Decode();
        var whole = new ChangedPicture(source.Output, new PictureFeaturizer(source.Output, 8, source.Scaling));
        whole.Load(picture, new PictureBox(0, 0, 320, 400));
        whole.Place(expected);

        // None of the boxes that are drawn has all of the area: the middle is taken, which is all of it.
        var changes = new PictureChanges(new ImageAugmentation { RandomResizedCrop = true, ResizedCropMinimumScale = 1 });
        new PictureDecoder(source).Decode(new EncodedContent(_photos.File(1), default, 0), changes, new SplitMix64(1), features);

        Assert.IsFalse(expected.SequenceEqual(features), "decoded at a smaller scale");
        Assert.IsLessThan(3, expected.Zip(features, (one, other) => Math.Abs(one - other)).Max());
    }

    /// <summary>Only what the middle is made of is decoded.</summary>
    [TestMethod]
    [DataRow(100, 75, 56, 64)]
    [DataRow(75, 100, 56, 64)]
    [DataRow(57, 200, 56, 56, DisplayName = "hardly smaller")]
    [DataRow(40, 30, 56, 50, DisplayName = "larger, with black around")]
    [DataRow(300, 56, 56, 56, DisplayName = "as high as it is")]
    public void The_Middle_Should_Be_The_Same_As_Of_The_Whole_Picture(int width, int height, int size, int resizeTo)
    {
        foreach (var file in new[] { 1, 2 })
        {
            _photos.Write(file, width, height);
            var source = new FeatureSource(
                new PictureSource("Path", null, new PictureRules(), UnreadablePictures.Throw), new ImageShape(3, size, size), resizeTo, new PixelScaling(1, [0], [1]));
            var (expected, features) = (new float[source.Output.Size], new float[source.Output.Size]);
            using var encoded = EncodedPicture.Open(_photos.File(file), source.Picture.Rules);
            using var picture = encoded.Decode();
            new PictureFeaturizer(source.Output, resizeTo, source.Scaling).Featurize(picture, expected);

            new PictureDecoder(source).Decode(new EncodedContent(_photos.File(file), default, 0), features);

            Assert.AreSequenceEqual(expected, features);
        }
    }

    private float[] Batch(int batch) => Copied(Images(), [5, 0, 7, 7, 1, 20, 3, 11, 15, 2, 9, 13], batch);

    private static float[] Copied(ImageSet images, int[] rows, int batch)
    {
        var size = images.Image.Size;
        var pixels = new float[rows.Length * size];
        new ImageAugmenter(_all, images.Image, seed: 1).CopyImages(
            images, BatchRows.Whole(batch, rows), index => pixels.AsSpan(index * size, size), epoch: 2);
        return pixels;
    }

    private ImageSet Images()
    {
        var features = FeatureSource.Of(_photos.View().Schema["Features"])!;
        var store = new EncodedImages(((IHostEnvironment)new MLContext()).Register("test"), features);
        var images = new ImageSet(features.Output, store);
        foreach (var file in _photos.Files)
        {
            store.Add(new EncodedContent(file, default, 0));
            images.AddLabel(0, weight: 1);
        }
        return images;
    }
}
