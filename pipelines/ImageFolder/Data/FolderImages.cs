using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Training;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>The pictures of a folder as a training takes them in.</summary>
internal sealed class FolderImages(TrainSettings settings) : ITrainingImages
{
    private const string Picture = "Picture";

    private List<ImageRow> _test = [];

    /// <inheritdoc/>
    public DataSet Load(MLContext ml, ProgramConsole console, CancellationToken cancellationToken)
    {
        var pictures = new ReadablePictures(settings.Data.Pictures, console);
        var folder = pictures.Read(settings.Data.Folder, CommandLine.DataOption.Name, cancellationToken);
        folder.RequireTwoClasses();

        // Classes one after another would be learnt one after another.
        var random = new Random(settings.Options.Seed!.Value);
        var (train, test) = settings.Data.ValidationFolder is { } validation
            ? ([.. folder.Rows], ReadHeldOut(pictures, folder, validation, cancellationToken))
            : HoldOut.Split(folder.Rows, settings.Data.ValidationFraction, random);
        Shuffle(random, train);
        Shuffle(random, test);
        _test = test;
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder.Path)));
        return new DataSet(name, name, ml.Data.LoadFromEnumerable(train), ml.Data.LoadFromEnumerable(test), test.Count);
    }

    /// <inheritdoc/>
    public EstimatorChain<ITransformer> CreateFeatures(MLContext ml) => new EstimatorChain<ITransformer>()
        .Append<ITransformer>(ml.Transforms.Conversion.MapValueToKey(
            ColumnNames.Label, keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue))
        .Append<ITransformer>(ml.Transforms.LoadImages(Picture, imageFolder: null, nameof(ImageRow.ImagePath)))
        .Append<ITransformer>(ml.Transforms.ImagesToFeatures(
            ColumnNames.Features,
            Picture,
            settings.Image.Size,
            settings.Image.Size,
            settings.Image.ResizeTo,
            settings.Image.Channels,
            mean: settings.Image.Normalization.Mean,
            standardDeviation: settings.Image.Normalization.StandardDeviation));

    /// <inheritdoc/>
    public IReadOnlyList<Sample> Samples(MLContext ml, ITransformer model, DataSet data, int count)
    {
        var scored = model.Transform(ml.Data.TakeRows(data.Test, count));
        return [.. scored.GetColumn<string>(ColumnNames.PredictedLabel).Select((predicted, i) =>
            SamplePicture.Read(_test[i].ImagePath, _test[i].Label, predicted, settings.Data.Pictures.MostPixels))];
    }

    private static List<ImageRow> ReadHeldOut(
        ReadablePictures pictures, PictureFolder folder, string path, CancellationToken cancellationToken)
    {
        var heldOut = pictures.Read(path, DataOptions.ValidationName, cancellationToken);
        var unknown = heldOut.ClassNames.Except(folder.ClassNames).ToList();
        var missing = folder.ClassNames.Except(heldOut.ClassNames).ToList();
        if (unknown.Count == 0 && missing.Count == 0)
            return [.. heldOut.Rows];
        throw new UserErrorException(
            $"The folder '{path}' has other classes than '{folder.Path}': {ClassNameText.Differences(unknown, missing)}. "
            + "Both must have the same sub-folders.");
    }

    private static void Shuffle(Random random, List<ImageRow> rows) =>
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
}
