using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Verbs;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine;
using ResNetMLNet.Transforms.Data;
using ResNetMLNet.Transforms.HeatMaps;
using ResNetMLNet.Transforms.Pictures;
using ResNetMLNet.Transforms.Scoring;

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
        var pictures = PicturesFor(model, parsed, console);
        var folder = Find(ml, model, pictures, parsed, cancellationToken);
        return DataSetOf(ml, model, folder, pictures.Check(folder, cancellationToken));
    }

    /// <inheritdoc/>
    public DataSet LoadSample(
        MLContext ml, UsedModel model, int rows, ParseResult parsed, ProgramConsole console, CancellationToken cancellationToken)
    {
        var pictures = PicturesFor(model, parsed, console);
        var folder = Find(ml, model, pictures, parsed, cancellationToken);
        return DataSetOf(ml, model, folder, pictures.Sample(folder, rows, cancellationToken));
    }

    /// <inheritdoc/>
    public ReadPictures Read(MLContext ml, UsedModel model, string[] files, ParseResult parsed, CancellationToken cancellationToken)
    {
        var rules = _pictures.Read(parsed).RulesFor(ModelFile.RulesOf(model.Transformer));
        var faults = new PictureCheck(rules).Check(files, cancellationToken);
        var readable = ml.Data.LoadFromEnumerable(
            files.Where((_, i) => faults[i] is null).Select(file => new ImageRow { ImagePath = file }));
        return new ReadPictures(readable, faults, Notes: []);
    }

    /// <inheritdoc/>
    public MLImage Overlay(UsedModel model, string file, ReadOnlySpan<float> heatMap, ParseResult parsed)
    {
        var crop = ModelFile.CropOf(model.Transformer) ?? throw new UserErrorException(
            "The model does not make its features by ImagesToFeatures, so that nobody knows which part of a picture it sees: leave "
            + $"{PredictVerb.ExplainName} out.");
        using var encoded = EncodedPicture.Open(file, _pictures.Read(parsed).RulesFor(ModelFile.RulesOf(model.Transformer)));
        using var picture = encoded.Decode();
        return HeatMapDrawing.Over(picture, heatMap, crop.Width, crop.On(picture.Height, picture.Width));
    }

    private ReadablePictures PicturesFor(UsedModel model, ParseResult parsed, ProgramConsole console)
    {
        var settings = _pictures.Read(parsed);
        return new ReadablePictures(
            settings.RulesFor(ModelFile.RulesOf(model.Transformer)), new LeftOutPictures(settings.RefusesUnreadable, console), console);
    }

    private PictureFolder Find(
        MLContext ml, UsedModel model, ReadablePictures pictures, ParseResult parsed, CancellationToken cancellationToken) =>
        pictures.Find(ml, parsed.GetValue(_folder)!, DataOption.Name, model.ClassNames, cancellationToken);

    private static DataSet DataSetOf(MLContext ml, UsedModel model, PictureFolder folder, List<PictureRow> rows)
    {
        var view = PictureRows.Load(ml.Data, rows, model.ClassNames);

        // Models of version 0.1.0 make the keys of the labels themselves.
        if (ChainMembers.Of(model.Transformer).Any(member => member is ValueToKeyMappingTransformer))
            view = ml.Transforms.Conversion.MapKeyToValue(ColumnNames.Label).Fit(view).Transform(view);
        var test = new ImagePart(view, rows.Count);
        return new DataSet(folder.Name, folder.Name, Train: test, Validation: null, test);
    }
}
