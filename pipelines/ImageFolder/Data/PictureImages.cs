using System.CommandLine;
using Microsoft.ML;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Verbs;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>Pictures as a model is used on them.</summary>
internal sealed class PictureImages : IModelImages
{
    private readonly Option<string?> _folder = DataOption.Create();
    private readonly PictureOptions _pictures = new();

    /// <inheritdoc/>
    public ModelInput Input => ModelInput.Path;

    /// <inheritdoc/>
    public IEnumerable<Option> EvaluationOptions => [_folder, .. _pictures.All];

    /// <inheritdoc/>
    public IEnumerable<Option> ExportOptions => EvaluationOptions;

    /// <inheritdoc/>
    public IEnumerable<Option> PredictionOptions => [_pictures.MaxMegapixels];

    /// <inheritdoc/>
    public DataSet Load(MLContext ml, UsedModel model, ParseResult parsed, ProgramConsole console, CancellationToken cancellationToken)
    {
        var pictures = new ReadablePictures(_pictures.Read(parsed), console);
        var folder = pictures.Find(parsed.GetValue(_folder)!, DataOption.Name, cancellationToken);
        RequireKnownClasses(folder, model);
        return Check(ml, pictures, folder, cancellationToken);
    }

    /// <inheritdoc/>
    public DataSet LoadSample(MLContext ml, int rows, ParseResult parsed, ProgramConsole console, CancellationToken cancellationToken)
    {
        var pictures = new ReadablePictures(_pictures.Read(parsed), console);
        var folder = pictures.Find(parsed.GetValue(_folder)!, DataOption.Name, cancellationToken).Spread(rows);
        return Check(ml, pictures, folder, cancellationToken);
    }

    /// <inheritdoc/>
    public (IDataView Readable, string?[] Faults) Read(
        MLContext ml, UsedModel model, string[] files, ParseResult parsed, ProgramConsole console, CancellationToken cancellationToken)
    {
        var faults = new PictureCheck(_pictures.Read(parsed).MostPixels).Check(files, console, cancellationToken);
        return (ml.Data.LoadFromEnumerable(
            files.Where((_, i) => faults[i] is null).Select(file => new ImageRow { ImagePath = file })), faults);
    }

    private static DataSet Check(MLContext ml, ReadablePictures pictures, PictureFolder folder, CancellationToken cancellationToken)
    {
        var rows = pictures.Check(folder, cancellationToken);
        var test = new ImagePart(ml.Data.LoadFromEnumerable(rows), rows.Count);
        return new DataSet(folder.Name, folder.Name, Train: test, Validation: null, test);
    }

    private static void RequireKnownClasses(PictureFolder folder, UsedModel model)
    {
        var unknown = folder.ClassNames.Except(model.ClassNames).ToList();
        if (unknown.Count > 0)
        {
            throw new UserErrorException(
                $"The folder '{folder.Path}' has classes that the model does not know: {ClassNameText.Differences(unknown, [])}. "
                + $"It knows {string.Join(", ", model.ClassNames.Select(name => $"'{name}'"))}: rename or remove the others.");
        }
    }
}
