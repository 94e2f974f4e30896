using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Training;

/// <summary>Refuses what the options and the data's schema show to be impossible, before any row is read.</summary>
internal static class FitChecks
{
    /// <param name="options">The options, each already checked by itself.</param>
    /// <param name="image">The shape of the images.</param>
    /// <param name="label">The label column.</param>
    /// <param name="rowCount">The rows of the training data; null if its view does not know.</param>
    /// <param name="hasValidationSet">Whether there are validation data of their own.</param>
    /// <exception cref="ArgumentOutOfRangeException">Something is impossible; the message names all of it.</exception>
    public static void Check(TorchTrainerOptions options, ImageShape image, LabelColumn label, long? rowCount, bool hasValidationSet)
    {
        var checks = new OptionChecks();
        CheckCrop(checks, options.Augmentation, image);
        CheckClassWeights(checks, options.ClassWeights, label);
        CheckFraction(checks, options.ValidationFraction, rowCount, hasValidationSet);
        if (!hasValidationSet && options.ValidationFraction is null && options.MonitoredMetric.NeedsValidation())
            CheckMonitored(checks, options);
        checks.Throw();
    }

    private static void CheckCrop(OptionChecks checks, ImageAugmentation? augmentation, ImageShape image)
    {
        var most = Math.Min(image.Height, image.Width);
        checks.Require(
            augmentation is null || augmentation.CropPadding <= most,
            $"{nameof(TorchTrainerOptions.Augmentation)}.{nameof(ImageAugmentation.CropPadding)}",
            augmentation?.CropPadding,
            $"at most {most} for images of {image} (channels x height x width)");
    }

    private static void CheckClassWeights(OptionChecks checks, IReadOnlyList<float>? weights, LabelColumn label)
    {
        if (weights is null || weights.Count == label.ClassCount)
            return;
        checks.Refuse(
            $"{nameof(TorchTrainerOptions.ClassWeights)} has {weights.Count} weights for {label.ClassCount} classes in column "
            + $"'{label.Column.Name}': give one a class, in the order of its keys.");
    }

    private static void CheckFraction(OptionChecks checks, double? fraction, long? rowCount, bool hasValidationSet)
    {
        if (fraction is not { } share)
            return;
        if (hasValidationSet)
        {
            checks.Refuse(
                $"{nameof(TorchTrainerOptions.ValidationFraction)} is given, and so is a validation set: leave one of them null.");
        }

        // That there are no rows at all is said when they are read.
        if (rowCount > 0 && StratifiedSplit.Problem(rowCount.Value, share) is { } problem)
            checks.Refuse(problem);
    }

    private static void CheckMonitored(OptionChecks checks, TorchTrainerOptions options)
    {
        if (options.KeepBestWeights)
            Refuse(nameof(TorchTrainerOptions.KeepBestWeights));
        if (options.EarlyStopping is not null)
            Refuse(nameof(TorchTrainerOptions.EarlyStopping));

        void Refuse(string option) => checks.Refuse(
            $"{option} goes by {nameof(MonitoredMetric)} {options.MonitoredMetric}, but nothing is validated: give a "
            + $"{nameof(TorchTrainerOptions.ValidationSet)} or a {nameof(TorchTrainerOptions.ValidationFraction)}, or monitor "
            + $"{MonitoredMetric.TrainAccuracy} or {MonitoredMetric.TrainLoss}.");
    }
}
