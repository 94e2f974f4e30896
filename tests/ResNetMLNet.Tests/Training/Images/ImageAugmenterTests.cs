using ResNetMLNet.Training;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Tests.Training.Images;

[TestClass]
public sealed class ImageAugmenterTests
{
    private const int Count = 2000;

    private const float Fill = -1;

    /// <summary>Neither square nor of one channel, so that no side can stand in for another.</summary>
    private static readonly ImageShape _shape = new(2, 6, 9);

    [TestMethod]
    public void Without_A_Setting_Images_Should_Stay_As_They_Are()
    {
        foreach (var image in Augmented(new ImageAugmentation()))
            Assert.AreSequenceEqual(Source(), image);
    }

    [TestMethod]
    public void Crop_Should_Move_The_Image_To_Every_Place_Equally_Often_And_Fill_The_Rest()
    {
        var moves = Enumerable.Range(-2, 5);
        var places = moves.SelectMany(top => moves.Select(left => Text(Moved(top, left))));

        var counts = Counts(new ImageAugmentation { CropPadding = 2, CropFill = Fill });

        Assert.AreSequenceEqual(places.Order(), counts.Keys.Order());

        // Each of 25 places is expected 80 times, with a standard deviation of 9.
        Assert.IsTrue(counts.Values.All(count => count is > 35 and < 125), string.Join(' ', counts.Values));
    }

    [TestMethod]
    public void Crop_Should_Be_Able_To_Move_As_Far_As_The_Smaller_Side()
    {
        var images = Augmented(new ImageAugmentation { CropPadding = _shape.Height, CropFill = Fill });
        Assert.Contains(image => image.All(value => value == Fill), images, "moved by the whole height");
    }

    [TestMethod]
    public void Flip_Should_Mirror_Left_And_Right_As_Often_As_Asked()
    {
        var mirrored = Text(Make((channel, y, x) => Pixel(channel, y, _shape.Width - 1 - x)));

        Assert.IsTrue(Augmented(new ImageAugmentation { HorizontalFlipProbability = 1 }).All(image => Text(image) == mirrored));
        var quarter = Counts(new ImageAugmentation { HorizontalFlipProbability = 0.25 });
        Assert.HasCount(2, quarter);
        Assert.AreEqual(0.25, quarter[mirrored] / (double)Count, 0.05);
    }

    [TestMethod]
    public void Erasing_Should_Fill_One_Rectangle_Of_All_Channels_As_Large_As_Asked()
    {
        var settings = new ImageAugmentation
        {
            ErasingProbability = 1,
            ErasingMinimumScale = 0.1,
            ErasingMaximumScale = 0.3,
            ErasingMaximumRatio = 2,
            ErasingFill = Fill,
        };
        var rectangles = Augmented(settings).Select(Erased).ToList();

        // Rounding adds or takes up to half a pixel at each side.
        Assert.IsTrue(rectangles.All(rectangle => (rectangle.Height + 0.5) * (rectangle.Width + 0.5) >= 0.1 * 54));
        Assert.IsTrue(rectangles.All(rectangle => (rectangle.Height - 0.5) * (rectangle.Width - 0.5) <= 0.3 * 54));
        Assert.IsTrue(rectangles.All(rectangle => (rectangle.Height - 0.5) / (rectangle.Width + 0.5) <= 2));
        Assert.IsTrue(rectangles.All(rectangle => (rectangle.Width - 0.5) / (rectangle.Height + 0.5) <= 2));
        Assert.Contains(rectangle => rectangle.Height > rectangle.Width, rectangles, "upright");
        Assert.Contains(rectangle => rectangle.Height < rectangle.Width, rectangles, "lying");
        Assert.AreEqual(0, rectangles.Min(rectangle => rectangle.Top));
        Assert.AreEqual(_shape.Height, rectangles.Max(rectangle => rectangle.Top + rectangle.Height));
        Assert.AreEqual(0, rectangles.Min(rectangle => rectangle.Left));
        Assert.AreEqual(_shape.Width, rectangles.Max(rectangle => rectangle.Left + rectangle.Width));
    }

    [TestMethod]
    public void Erasing_Should_Happen_As_Often_As_Asked_And_Never_Where_No_Rectangle_Fits()
    {
        var source = Text(Source());
        var settings = new ImageAugmentation { ErasingProbability = 0.25, ErasingMinimumScale = 0.1 };
        Assert.AreEqual(0.75, Counts(settings)[source] / (double)Count, 0.05);

        settings = settings with { ErasingProbability = 1, ErasingMinimumScale = 1, ErasingMaximumScale = 1 };
        settings = settings with { ErasingMaximumRatio = 1 };
        Assert.AreEqual(Count, Counts(settings)[source]);
    }

    [TestMethod]
    public void Erasing_Should_Come_Last_So_That_No_Crop_Cuts_It_Off()
    {
        // A scale of 0.29 to 0.3 of 6 x 9 pixels, as a square: 4 x 4.
        var settings = new ImageAugmentation
        {
            CropPadding = 6,
            ErasingProbability = 1,
            ErasingMinimumScale = 0.29,
            ErasingMaximumScale = 0.3,
            ErasingMaximumRatio = 1,
            ErasingFill = Fill,
        };
        Assert.IsTrue(Augmented(settings).All(image => image.Count(value => value == Fill) == 2 * 4 * 4));
    }

    [TestMethod]
    public void Seed_Epoch_And_Batch_Should_Decide_All()
    {
        var settings = new ImageAugmentation { CropPadding = 3, HorizontalFlipProbability = 0.5, ErasingProbability = 0.5 };
        string All(int seed, int epoch, int batch) => string.Concat(Augmented(settings, 20, seed, epoch, batch).Select(Text));

        Assert.AreEqual(All(1, 2, 3), All(1, 2, 3));
        Assert.AreNotEqual(All(1, 2, 3), All(1, 3, 2));
        Assert.AreNotEqual(All(1, 2, 3), All(1, 2, 4));
        Assert.AreNotEqual(All(1, 2, 3), All(2, 2, 3));
    }

    /// <summary>How often each image came out.</summary>
    private static Dictionary<string, int> Counts(ImageAugmentation settings) =>
        Augmented(settings).Select(Text).CountBy(image => image).ToDictionary();

    private static List<float[]> Augmented(
        ImageAugmentation settings, int count = Count, int seed = 1, int epoch = 1, int batch = 0)
    {
        var images = new ImageSet(_shape);
        Source().CopyTo(images.Add(0));
        var pixels = new float[count * _shape.Size];
        new ImageAugmenter(settings, _shape, seed).CopyImages(
            images, BatchRows.Whole(batch, new int[count]), index => pixels.AsSpan(index * _shape.Size, _shape.Size), epoch);
        return [.. pixels.Chunk(_shape.Size)];
    }

    /// <summary>The erased rectangle, after checks that it is one and that all else is as it was.</summary>
    private static (int Top, int Left, int Height, int Width) Erased(float[] image)
    {
        var places = Enumerable.Range(0, _shape.Height * _shape.Width).Where(place => image[place] == Fill).ToList();
        var rows = places.Select(place => place / _shape.Width).Distinct().ToList();
        var columns = places.Select(place => place % _shape.Width).Distinct().Order().ToList();
        var (top, left, height, width) = (rows[0], columns[0], rows.Count, columns.Count);
        bool IsInside(int y, int x) => y >= top && y < top + height && x >= left && x < left + width;
        Assert.AreSequenceEqual(Make((channel, y, x) => IsInside(y, x) ? Fill : Pixel(channel, y, x)), image);
        return (top, left, height, width);
    }

    private static float[] Source() => Make(Pixel);

    private static float[] Moved(int top, int left)
    {
        bool IsInside(int y, int x) => y >= 0 && y < _shape.Height && x >= 0 && x < _shape.Width;
        return Make((channel, y, x) => IsInside(y + top, x + left) ? Pixel(channel, y + top, x + left) : Fill);
    }

    private static float[] Make(Func<int, int, int, float> pixel) => [.. Enumerable.Range(0, _shape.Size).Select(i =>
        pixel(i / (_shape.Height * _shape.Width), i / _shape.Width % _shape.Height, i % _shape.Width))];

    /// <summary>Another value in each place.</summary>
    private static float Pixel(int channel, int y, int x) => (channel * 100) + (y * 10) + x + 1;

    private static string Text(float[] image) => string.Join(' ', image);
}
