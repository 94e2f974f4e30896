using Microsoft.ML.Runtime;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training.Images;

namespace ResNetMLNet.Training;

/// <summary>Refuses rows that nothing can be learnt from.</summary>
internal static class TrainSetChecks
{
    /// <summary>Checks the rows that were read, and tells how many were left out.</summary>
    /// <exception cref="InvalidOperationException">There are none, or all of one class.</exception>
    public static void CheckLabels(IExceptionContext context, IChannel channel, ImageSet images, LabelColumn label)
    {
        context.Check(
            images.Count > 0,
            $"The training set has no row with a label in column '{label.Column.Name}'{AndPicture(images)}. "
            + "Check the filters in front of the trainer and the values that MapValueToKey knows.");
        context.Check(
            images.Labels.Distinct().Skip(1).Any(),
            $"All {images.Count} rows of the training set have the same label in column '{label.Column.Name}'. "
            + "Give it rows of at least two classes.");
        TellLeftOut(channel, "training", images, label);
    }

    /// <summary>Warns of the rows of a set that were left out: a value that MapValueToKey does not know leaves no other trace.</summary>
    public static void TellLeftOut(IChannel channel, string set, ImageSet images, LabelColumn label)
    {
        var rows = images.Count + images.UnlabelledCount + images.MissingPictureCount;
        if (images.UnlabelledCount > 0)
        {
            channel.Warning(
                $"{images.UnlabelledCount} of {rows} rows of the {set} set are left out: their label in "
                + $"column '{label.Column.Name}' is missing, or of a class that the key does not have.");
        }
        if (images.MissingPictureCount > 0)
        {
            channel.Warning(
                $"{images.MissingPictureCount} of {rows} rows of the {set} set are left out: their picture cannot be read.");
        }
    }

    /// <summary>Checks the rows that will be trained on.</summary>
    /// <exception cref="InvalidOperationException">They weigh nothing, or too few of them make a batch.</exception>
    public static void CheckBatches(IExceptionContext context, ImageSet images, TorchTrainerOptions options)
    {
        context.Check(
            images.Weights?.Any(weight => weight > 0) ?? true,
            $"All {images.Count} rows to train on have the weight 0. "
            + "Give at least one of them a weight above 0 by the weight column, and its class by ClassWeights.");
        context.Check(
            Math.Min(options.BatchSize, images.Count) > 1
            || options.Factory is not ResNetDescription description
            || description.LastMapSize(images.Image.Height, images.Image.Width) > 1,
            $"Batches of one image of {images.Image} (channels x height x width) cannot be trained on: "
            + "batch normalization then sees one value a channel. Raise BatchSize to 2 or more.");
    }

    private static string AndPicture(ImageSet images) => images.MissingPictureCount == 0
        ? ""
        : FormattableString.Invariant($" and a picture that can be read; {images.MissingPictureCount} pictures cannot be");
}
