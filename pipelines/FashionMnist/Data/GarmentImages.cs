using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Verbs;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>The garments, and pictures of others, as a model is used on them.</summary>
internal sealed class GarmentImages : IModelImages
{
    private readonly Option<string?> _folder = DataOptions.Folder();
    private readonly Option<int?> _testRows = DataOptions.TestRows();

    /// <inheritdoc/>
    public ModelInput Input => ModelInput.Pixels;

    /// <inheritdoc/>
    public IEnumerable<Option> EvaluationOptions => [_folder, _testRows];

    /// <inheritdoc/>
    public IEnumerable<Option> ExportOptions => [_folder];

    /// <inheritdoc/>
    public IEnumerable<Option> PredictionOptions => [];

    /// <inheritdoc/>
    public DataSet Load(MLContext ml, UsedModel model, ParseResult parsed, ProgramConsole console, CancellationToken cancellationToken) =>
        Load(ml, parsed.GetValue(_testRows), parsed, console, cancellationToken);

    /// <inheritdoc/>
    public DataSet LoadSample(
        MLContext ml, UsedModel model, int rows, ParseResult parsed, ProgramConsole console, CancellationToken cancellationToken) =>
        Load(ml, rows, parsed, console, cancellationToken);

    /// <inheritdoc/>
    public ReadPictures Read(MLContext ml, UsedModel model, string[] files, ParseResult parsed, CancellationToken cancellationToken)
    {
        var size = ((VectorDataViewType)model.Input).Dimensions;
        List<Row> rows = [];
        List<string> notes = [];
        var faults = files.Select(file =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var picture = GrayPictures.Read(file, size[1], size[0]);
                rows.Add(new Row { Pixels = picture.Pixels });
                if (picture.HasLightEdge)
                    notes.Add($"note: '{file}' has a light edge; the model knows garments on black. Invert it?");
                return null;
            }
            catch (UnreadablePictureException exception)
            {
                return exception.Message;
            }
        }).ToArray();

        // The type that the model knows; the class by itself says nothing of height and width.
        var definition = SchemaDefinition.Create(typeof(Row));
        definition[nameof(Row.Pixels)].ColumnType = model.Input;
        return new ReadPictures(ml.Data.LoadFromEnumerable(rows, definition), faults, notes);
    }

    /// <inheritdoc/>
    public MLImage Overlay(UsedModel model, string file, ReadOnlySpan<float> heatMap, ParseResult parsed)
    {
        var size = ((VectorDataViewType)model.Input).Dimensions;
        return GrayPictures.Overlay(file, heatMap, size[1], size[0]);
    }

    private DataSet Load(MLContext ml, int? rows, ParseResult parsed, ProgramConsole console, CancellationToken cancellationToken) =>
        Garments.Load(ml, new DataSettings(parsed.GetValue(_folder), TrainRows: null, rows), console, cancellationToken);

    private sealed class Row
    {
        public byte[] Pixels { get; set; } = [];
    }
}
