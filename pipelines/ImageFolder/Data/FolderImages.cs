using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Training;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>The pictures of a folder as a training takes them in.</summary>
internal sealed class FolderImages(TrainSettings settings) : ITrainingImages
{
    private const string Picture = "Picture";

    private List<ImageRow> _scored = [];

    /// <inheritdoc/>
    public DataSet Load(MLContext ml, ProgramConsole console, CancellationToken cancellationToken)
    {
        var pictures = new ReadablePictures(settings.Data.Pictures, console);
        var folder = pictures.Find(settings.Data.Folder, DataOption.Name, cancellationToken);
        folder.RequireTwoClasses();
        var validationFolder = Other(settings.Data.ValidationFolder, DataOptions.ValidationName);
        var testFolder = Other(settings.Data.TestFolder, DataOptions.TestName);
        var rows = pictures.Check(folder, cancellationToken);

        // Classes one after another would be learnt one after another.
        var random = new Random(settings.Options.Seed!.Value);
        var (train, validation) = validationFolder is null
            ? HoldOut.Split(rows, settings.Data.ValidationFraction, random)
            : (rows, pictures.Check(validationFolder, cancellationToken));
        var test = testFolder is null ? null : pictures.Check(testFolder, cancellationToken);
        Shuffle(random, train);
        Shuffle(random, validation);
        if (test is not null)
            Shuffle(random, test);
        _scored = test ?? validation;
        return new DataSet(
            folder.Name, folder.Name, Part(ml, train), Part(ml, validation), test is null ? null : Part(ml, test));

        PictureFolder? Other(string? path, string option)
        {
            var other = path is null ? null : pictures.Find(path, option, cancellationToken);
            other?.RequireClassesOf(folder);
            return other;
        }
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
    public DataSet WithoutLost(MLContext ml, DataSet data, ProgramConsole console, CancellationToken cancellationToken)
    {
        var left = new ReadablePictures(settings.Data.Pictures, console)
            .CheckAgain(_scored, data.ScoredName, cancellationToken);
        if (left.Count == _scored.Count)
            return data;
        _scored = left;
        return data.WithScored(Part(ml, left));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Sample> Samples(MLContext ml, ITransformer model, DataSet data, int count)
    {
        // One that is lost by now must not cost the picture of the others.
        var check = new PictureCheck(settings.Data.Pictures.MostPixels);
        var rows = _scored.Where(row => check.FaultOf(row.ImagePath) is null).Take(count).ToList();
        var scored = model.Transform(ml.Data.LoadFromEnumerable(rows));
        return [.. scored.GetColumn<string>(ColumnNames.PredictedLabel).Select((predicted, i) =>
            SamplePicture.Read(rows[i].ImagePath, rows[i].Label, predicted, settings.Data.Pictures.MostPixels))];
    }

    private static ImagePart Part(MLContext ml, List<ImageRow> rows) => new(ml.Data.LoadFromEnumerable(rows), rows.Count);

    private static void Shuffle(Random random, List<ImageRow> rows) =>
        random.Shuffle(CollectionsMarshal.AsSpan(rows));
}
