using ResNetMLNet.Training;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms.Augmentation;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Tests.Training.Images;

[TestClass]
public sealed class PictureChangesTests
{
    private const int Count = 20_000;

    /// <summary>A change whose factor is large but for a few in a hundred thousand.</summary>
    private const double Most = 1e6;

    private static readonly double[] _levels = [0.1, 0.25, 0.5, 0.75, 0.9];

    /// <summary>Quantiles of 40,000 boxes that torchvision 0.14 draws by its defaults in a picture of 500 x 375.</summary>
    [TestMethod]
    public void Boxes_Should_Be_Distributed_As_Those_Of_Torchvision()
    {
        var boxes = Boxes(new ImageAugmentation { RandomResizedCrop = true }, 375, 500);
        Check([0.149, 0.251, 0.422, 0.595, 0.735], 0.012, box => box.Height * box.Width / (500 * 375.0));
        Check([0.81, 0.901, 1.048, 1.192, 1.277], 0.012, box => box.Width / (double)box.Height);
        Check([3, 12, 36, 78, 128], 3, box => box.Top);
        Check([16, 42, 93, 161, 225], 4, box => box.Left);

        void Check(double[] expected, double tolerance, Func<PictureBox, double> measure)
        {
            var values = boxes.Select(measure).Order().ToList();
            for (var level = 0; level < _levels.Length; level++)
                Assert.AreEqual(expected[level], values[(int)(_levels[level] * Count)], tolerance);
        }
    }

    [TestMethod]
    [DataRow(60, 500, 0, 210, 60, 80, DisplayName = "wide")]
    [DataRow(500, 60, 210, 0, 80, 60, DisplayName = "tall")]
    public void The_Middle_Should_Be_Taken_Where_No_Box_Fits_As_By_Torchvision(int height, int width, int top, int left, int rows, int columns)
    {
        foreach (var box in Boxes(new ImageAugmentation { RandomResizedCrop = true, ResizedCropMinimumScale = 0.3 }, height, width))
            Assert.AreEqual(new PictureBox(top, left, rows, columns), box);
    }

    [TestMethod]
    public void Without_Resized_Crop_There_Should_Be_No_Box()
    {
        var random = new SplitMix64(1);
        Assert.IsNull(new PictureChanges(new ImageAugmentation { Hue = 0.1 }).Box(10, 10, ref random));
    }

    /// <summary>
    /// Of an even grey of 100 brightness alone makes all values up to 199: 1 of 14 operations, upwards in half of the cases and in 30
    /// of 31 strengths. Solarize makes 155 of 100, in 12 of 31; Posterize makes less of it.
    /// </summary>
    [TestMethod]
    public void Each_Operation_Of_TrivialAugment_Should_Come_Equally_Often_And_Both_Ways()
    {
        var changes = new PictureChanges(new ImageAugmentation { TrivialAugment = true });
        var values = Enumerable.Range(0, Count).Select(place => Changed(changes, place)).ToList();

        Assert.HasCount(30, values.Where(value => value is > 100 and not 155).Distinct());
        Assert.AreEqual(Count / 14.0 / 2 * 30 / 31, values.Count(value => value is > 100 and not 155), 90);
        Assert.AreEqual(Count / 14.0 * 12 / 31, values.Count(value => value == 155), 100);
        Assert.AreEqual(2, values.Min(value => value == 0 ? int.MaxValue : value), 2);
    }

    [TestMethod]
    public void Colours_Should_Change_As_Far_As_Asked_And_Not_Below_Nothing()
    {
        var changes = new PictureChanges(new ImageAugmentation { Brightness = 1.5 });
        var values = Enumerable.Range(0, Count).Select(place => Changed(changes, place)).Order().ToList();

        // Factors from 0 to 2.5 make 100 to 0 to 250.
        Assert.AreEqual((0, 249), (values[0], values[^1]));
        Assert.AreEqual(125, values[Count / 2], 3);
        Assert.AreEqual(62, values[Count / 4], 3);
    }

    /// <summary>
    /// Changes as far as can be put all channels to an end of their range, and the hue then makes others, so that one pixel tells which of
    /// two changes was first.
    /// </summary>
    [TestMethod]
    [DataRow(Most, Most, 0.0, 0.0, 0x0A0A0Au, 0xC8C8C8u, DisplayName = "brightness, contrast")]
    [DataRow(Most, 0.0, Most, 0.0, 0x0A0A14u, 0x000000u, DisplayName = "brightness, saturation")]
    [DataRow(0.0, Most, Most, 0.0, 0x64645Au, 0x323232u, DisplayName = "contrast, saturation")]
    [DataRow(Most, 0.0, 0.0, 0.5, 0x0064C8u, 0x000000u, DisplayName = "brightness, hue")]
    [DataRow(0.0, Most, 0.0, 0.5, 0x3264C8u, 0x323232u, DisplayName = "contrast, hue")]
    [DataRow(0.0, 0.0, Most, 0.5, 0x3264C8u, 0x323232u, DisplayName = "saturation, hue")]
    public void Colours_Should_Change_In_Either_Order(
        double brightness, double contrast, double saturation, double hue, uint first, uint second)
    {
        const int places = 400;
        var changes = new PictureChanges(
            new ImageAugmentation { Brightness = brightness, Contrast = contrast, Saturation = saturation, Hue = hue });
        var results = Enumerable.Range(0, places).Select(Result).ToList();

        var kind = hue > 0 ? results.Count(HasEndsOnly) : results.Count(result => result == results[0]);
        Assert.AreEqual(places / 2, kind, 60);
        Assert.IsTrue(hue > 0 || results.Distinct().Count() == 2, string.Join(' ', results.Distinct()));

        uint Result(int place)
        {
            var canvas = new PictureCanvas(new ImageShape(3, 1, 2));
            (canvas.Pixels[0], canvas.Pixels[1]) = (first, second);
            var random = new SplitMix64(1, place);
            changes.Change(canvas, ref random);
            return canvas.Pixels[0] & 0xFFFFFF;
        }

        static bool HasEndsOnly(uint pixel) => BitConverter.GetBytes(pixel).All(channel => channel is byte.MinValue or byte.MaxValue);
    }

    private static int Changed(PictureChanges changes, int place)
    {
        var canvas = new PictureCanvas(new ImageShape(3, 1, 1));
        canvas.Pixels[0] = 0x646464;
        var random = new SplitMix64(1, place);
        changes.Change(canvas, ref random);
        return (int)(canvas.Pixels[0] & byte.MaxValue);
    }

    private static List<PictureBox> Boxes(ImageAugmentation settings, int height, int width)
    {
        var changes = new PictureChanges(settings);
        return [.. Enumerable.Range(0, Count).Select(place =>
        {
            var random = new SplitMix64(1, place);
            return changes.Box(height, width, ref random)!.Value;
        })];
    }
}
