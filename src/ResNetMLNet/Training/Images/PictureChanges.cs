using ResNetMLNet.Transforms.Augmentation;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Training.Images;

/// <summary>Draws what is done to pictures, each from random numbers of its own.</summary>
/// <param name="settings">What is to be done.</param>
internal sealed class PictureChanges(ImageAugmentation settings)
{
    /// <summary>As many boxes as torchvision draws before it takes the middle.</summary>
    private const int CropTries = 10;

    /// <summary>torchvision's largest ratio of a part's sides; the smallest is its reciprocal.</summary>
    private const double LargestRatio = 4.0 / 3;

    private static readonly double _largestLogRatio = Math.Log(LargestRatio);

    /// <summary>The part of a picture that is taken; null for what is taken without changes.</summary>
    public PictureBox? Box(int height, int width, ref SplitMix64 random)
    {
        if (!settings.RandomResizedCrop)
            return null;
        for (var attempt = 0; attempt < CropTries; attempt++)
        {
            var area = random.NextBetween(settings.ResizedCropMinimumScale, 1) * height * width;
            var ratio = Math.Exp(random.NextBetween(-_largestLogRatio, _largestLogRatio));
            var (rows, columns) = ((int)Math.Round(Math.Sqrt(area / ratio)), (int)Math.Round(Math.Sqrt(area * ratio)));
            if (rows > 0 && rows <= height && columns > 0 && columns <= width)
                return new(random.NextBelow(height - rows + 1), random.NextBelow(width - columns + 1), rows, columns);
        }
        return Middle(height, width);
    }

    /// <summary>Changes the colours, then by one operation of TrivialAugment.</summary>
    public void Change(PictureCanvas picture, ref SplitMix64 random)
    {
        ChangeColors(picture, ref random);
        if (!settings.TrivialAugment)
            return;
        var change = TrivialAugment.Changes[random.NextBelow(TrivialAugment.Changes.Count)];
        var strength = change.Strength(random.NextBelow(TrivialAugment.BinCount));
        change.Apply(picture, change.IsSigned && random.NextBelow(2) == 1 ? -strength : strength);
    }

    /// <summary>All of the picture, but for what would make it longer than the largest ratio.</summary>
    private static PictureBox Middle(int height, int width)
    {
        var rows = Math.Min(height, (int)Math.Round(width * LargestRatio));
        var columns = Math.Min(width, (int)Math.Round(height * LargestRatio));
        return new((height - rows) / 2, (width - columns) / 2, rows, columns);
    }

    private void ChangeColors(PictureCanvas picture, ref SplitMix64 random)
    {
        Span<int> order = [0, 1, 2, 3];
        for (var place = 0; place < order.Length; place++)
        {
            var chosen = place + random.NextBelow(order.Length - place);
            (order[place], order[chosen]) = (order[chosen], order[place]);
            ChangeColor(picture, order[place], ref random);
        }
    }

    private void ChangeColor(PictureCanvas picture, int property, ref SplitMix64 random)
    {
        if (property == 0 && settings.Brightness > 0)
            picture.ChangeBrightness(Factor(settings.Brightness, ref random));
        if (property == 1 && settings.Contrast > 0)
            picture.ChangeContrast(Factor(settings.Contrast, ref random));
        if (property == 2 && settings.Saturation > 0)
            picture.ChangeSaturation(Factor(settings.Saturation, ref random));
        if (property == 3 && settings.Hue > 0)
            picture.ChangeHue(random.NextBetween(-settings.Hue, settings.Hue));
    }

    private static double Factor(double change, ref SplitMix64 random) =>
        random.NextBetween(Math.Max(0, 1 - change), 1 + change);
}
