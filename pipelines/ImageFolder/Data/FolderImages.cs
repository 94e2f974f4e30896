using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Training;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;
using ResNetMLNet.Transforms;
using ResNetMLNet.Transforms.Data;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>The pictures of a folder as a training takes them in.</summary>
internal sealed class FolderImages(TrainSettings settings) : ITrainingImages
{
    private const string Picture = "Picture";

    private IReadOnlyList<string> _classNames = [];
    private List<PictureRow> _scored = [];

    /// <inheritdoc/>
    public DataSet Load(MLContext ml, ProgramConsole console, CancellationToken cancellationToken)
    {
        var leftOut = new LeftOutPictures(settings.Data.Pictures.RefusesUnreadable, console);
        var pictures = new ReadablePictures(settings.Data.Pictures.Rules, leftOut, console);
        var folder = pictures.Find(ml, settings.Data.Folder, DataOption.Name, classNames: null, cancellationToken);
        _classNames = folder.ClassNames;
        var validationFolder = Other(settings.Data.ValidationFolder, PartOptions.ValidationName);
        var testFolder = Other(settings.Data.TestFolder, PartOptions.TestName);
        var rows = pictures.Check(folder, cancellationToken);

        // Classes one after another would be learnt one after another.
        var random = new Random(settings.Options.Seed!.Value);
        var (train, validation) = validationFolder is null
            ? HoldOut.Split(rows, settings.Data.ValidationFraction, random)
            : (rows, pictures.Check(validationFolder, cancellationToken));
        var test = testFolder is null ? null : pictures.Check(testFolder, cancellationToken);
        List<(string Option, IReadOnlyList<PictureRow> Rows)> folders = [(DataOption.Name, rows)];
        if (validationFolder is not null)
            folders.Add((PartOptions.ValidationName, validation));
        if (test is not null)
            folders.Add((PartOptions.TestName, test));
        new DataNotices(_classNames, console).Tell(folders, cancellationToken);
        LeftOutFile.Write(settings.Run.OutputFolder, leftOut.All);
        Shuffle(random, train);
        Shuffle(random, validation);
        if (test is not null)
            Shuffle(random, test);
        _scored = test ?? validation;
        return new DataSet(
            folder.Name, folder.Name, Part(ml, train), Part(ml, validation), test is null ? null : Part(ml, test));

        PictureFolder? Other(string? path, string option)
        {
            var other = path is null ? null : pictures.Find(ml, path, option, _classNames, cancellationToken);
            if (other is not null)
                RequireAllClasses(other, folder);
            return other;
        }
    }

    /// <inheritdoc/>
    public ImagePart HeldOut(MLContext ml, DataSet data) => data.Validation!;

    /// <inheritdoc/>
    public EstimatorChain<ITransformer> CreateFeatures(MLContext ml) => new EstimatorChain<ITransformer>()
        .Append<ITransformer>(ml.Transforms.LoadPictures(
            Picture,
            ColumnNames.ImagePath,
            maximumPixels: Math.Max(settings.Data.Pictures.MostPixels, PictureRules.DefaultMaximumPixels)))
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
        var leftOut = new LeftOutPictures(settings.Data.Pictures.RefusesUnreadable, console);
        var left = new ReadablePictures(settings.Data.Pictures.Rules, leftOut, console)
            .CheckAgain(_scored, data.ScoredName, cancellationToken);
        if (left.Count == _scored.Count)
            return data;
        _scored = left;
        return data.WithScored(Part(ml, left));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Sample> Samples(
        MLContext ml, ITransformer model, DataSet data, IEnumerable<long> positions, int count, CancellationToken cancellationToken)
    {
        // One that is lost by now must not cost the picture of the others.
        var check = new PictureCheck(settings.Data.Pictures.Rules);
        var rows = positions.Select(position => _scored[(int)position])
            .Where(row => check.FaultOf(row.ImagePath, cancellationToken) is null)
            .Take(count)
            .ToList();
        using var stopping = ml.CancelBy(cancellationToken);
        var scored = model.Transform(PictureRows.Load(ml.Data, rows, _classNames));
        return
        [
            .. scored.GetColumn<string>(ColumnNames.PredictedLabel)
                .Select((predicted, i) => SampleOf(rows[i], predicted, cancellationToken)),
        ];
    }

    private Sample SampleOf(PictureRow row, string predicted, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return SamplePicture.Read(row.ImagePath, _classNames[(int)row.Label], predicted, settings.Data.Pictures.Rules);
    }

    private static void RequireAllClasses(PictureFolder other, PictureFolder folder)
    {
        var found = other.Rows.Select(row => row.Label).ToHashSet();
        var missing = other.ClassNames.Where((_, label) => !found.Contains((uint)label)).Select(name => $"'{name}'").ToList();
        if (missing.Count > 0)
        {
            throw new UserErrorException(
                $"The folder '{other.Path}' has no pictures of {string.Join(", ", missing)}, unlike '{folder.Path}': both must have the "
                + "same sub-folders.");
        }
    }

    private ImagePart Part(MLContext ml, List<PictureRow> rows) => new(PictureRows.Load(ml.Data, rows, _classNames), rows.Count);

    private static void Shuffle(Random random, List<PictureRow> rows) =>
        random.Shuffle(CollectionsMarshal.AsSpan(rows));
}
