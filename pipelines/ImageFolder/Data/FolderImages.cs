using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Training;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine;
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
        var folder = pictures.Find(settings.Data.Folder, DataOption.Name, cancellationToken);
        folder.RequireTwoClasses();
        var heldOut = settings.Data.ValidationFolder is { } path
            ? pictures.Find(path, DataOptions.ValidationName, cancellationToken)
            : null;
        heldOut?.RequireClassesOf(folder);
        var rows = pictures.Check(folder, cancellationToken);

        // Classes one after another would be learnt one after another.
        var random = new Random(settings.Options.Seed!.Value);
        var (train, test) = heldOut is null
            ? HoldOut.Split(rows, settings.Data.ValidationFraction, random)
            : (rows, pictures.Check(heldOut, cancellationToken));
        Shuffle(random, train);
        Shuffle(random, test);
        _test = test;
        return new DataSet(
            folder.Name, folder.Name, ml.Data.LoadFromEnumerable(train), ml.Data.LoadFromEnumerable(test), test.Count);
    }

    /// <inheritdoc/>
    public EstimatorChain<ITransformer> CreateFeatures(MLContext ml) => new EstimatorChain<ITransformer>()
        .Append<ITransformer>(ml.Transforms.Conversion.MapValueToKey(
            ColumnNames.Label, keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue))
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

    private static void Shuffle(Random random, List<ImageRow> rows) =>
        random.Shuffle(CollectionsMarshal.AsSpan(rows));
}
