namespace ResNetMLNet.Transforms.Augmentation;

/// <summary>
/// The changes of torchvision's <c>TrivialAugmentWide</c> (Müller and Hutter 2021, "TrivialAugment: Tuning-free Yet
/// State-of-the-Art Data Augmentation"): one of them, of one of its strengths.
/// </summary>
internal static class TrivialAugment
{
    /// <summary>The number of strengths.</summary>
    public const int BinCount = 31;

    private const float Most = 0.99f;

    /// <summary>The changes, in torchvision's order.</summary>
    public static IReadOnlyList<Change> Changes { get; } =
    [
        new("Identity", 0, 0, false, (_, _) => { }),
        new("ShearX", 0, Most, true, (picture, part) => picture.ShearX(part)),
        new("ShearY", 0, Most, true, (picture, part) => picture.ShearY(part)),
        new("TranslateX", 0, 32, true, (picture, pixels) => picture.Translate((int)pixels, 0)),
        new("TranslateY", 0, 32, true, (picture, pixels) => picture.Translate(0, (int)pixels)),
        new("Rotate", 0, 135, true, (picture, angle) => picture.Rotate(angle)),
        new("Brightness", 0, Most, true, (picture, more) => picture.ChangeBrightness(1 + more)),
        new("Color", 0, Most, true, (picture, more) => picture.ChangeSaturation(1 + more)),
        new("Contrast", 0, Most, true, (picture, more) => picture.ChangeContrast(1 + more)),
        new("Sharpness", 0, Most, true, (picture, more) => picture.ChangeSharpness(1 + more)),
        new("Posterize", 8, 2, false, (picture, bits) => picture.Posterize((int)Math.Round(bits))),
        new("Solarize", 255, 0, false, (picture, threshold) => picture.Solarize(threshold)),
        new("AutoContrast", 0, 0, false, (picture, _) => picture.AutoContrast()),
        new("Equalize", 0, 0, false, (picture, _) => picture.Equalize()),
    ];

    /// <summary>A change and its strengths.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Weakest">The first strength.</param>
    /// <param name="Strongest">The last strength.</param>
    /// <param name="IsSigned">Whether a strength is as often below as above 0.</param>
    /// <param name="Apply">Changes a picture by a strength.</param>
    public sealed record Change(string Name, float Weakest, float Strongest, bool IsSigned, Action<PictureCanvas, double> Apply)
    {
        /// <summary>One of the strengths, which lie evenly, rounded to single precision as torch's <c>linspace</c> has them.</summary>
        public double Strength(int bin)
        {
            double step = (Strongest - Weakest) / (BinCount - 1);
            return (float)(bin <= BinCount / 2 ? Weakest + (step * bin) : Strongest - (step * (BinCount - 1 - bin)));
        }
    }
}
