using ResNetMLNet.Featurization;

namespace ResNetMLNet.Training;

/// <summary>Refuses what the options and the data's schema show to be impossible, before any row is read.</summary>
internal static class FitChecks
{
    /// <exception cref="ArgumentOutOfRangeException">Something is impossible; the message names all of it.</exception>
    public static void Check(ResNetTrainer.Options options, ImageShape image, LabelColumn label)
    {
        var checks = new OptionChecks();
        CheckCrop(checks, options.Augmentation, image);
        CheckClassWeights(checks, options.ClassWeights, label);
        checks.Throw();
    }

    private static void CheckCrop(OptionChecks checks, ImageAugmentation? augmentation, ImageShape image)
    {
        var most = Math.Min(image.Height, image.Width);
        checks.Require(
            augmentation is null || augmentation.CropPadding <= most,
            $"{nameof(ResNetTrainer.Options.Augmentation)}.{nameof(ImageAugmentation.CropPadding)}",
            augmentation?.CropPadding,
            $"at most {most} for images of {image} (channels x height x width)");
    }

    private static void CheckClassWeights(OptionChecks checks, IReadOnlyList<float>? weights, LabelColumn label)
    {
        if (weights is null || weights.Count == label.ClassCount)
            return;
        checks.Refuse(
            $"{nameof(ResNetTrainer.Options.ClassWeights)} has {weights.Count} weights for {label.ClassCount} classes "
            + $"in column '{label.Column.Name}': give one a class, in the order of its keys.");
    }
}
