using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>Data with a network's columns, computed when they are read.</summary>
/// <remarks>It is a transform in ML.NET's sense: what walks back over the transforms of a view stops at any other one.</remarks>
internal sealed class ScoringDataView(
    IHost host, IDataView source, ScoringSchema schema, IBatchScorer scorer, NetworkTransformer transformer)
    : ITransformTemplate, ITransformCanSaveOnnx
{
    public IDataView Source => source;

    public DataViewSchema Schema => schema.Output;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = schema.Active(columnsNeeded);
        var upstream = source.GetRowCursor(schema.Dependencies(active), source.CanShuffle ? rand : null);
        if (!schema.NeedsModel(active))
            return new PassThroughCursor(host, upstream, schema, active);
        return new LookAheadCursor(host, upstream, schema, active, new ReadAhead(host, upstream, schema, active, scorer));
    }

    /// <summary>One cursor whatever is asked for: a forward pass uses all cores already.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    IDataTransform ITransformTemplate.ApplyToData(IHostEnvironment env, IDataView newSource) =>
        (IDataTransform)transformer.Transform(newSource);

    // Else the walk would stop here, and what is behind be converted alone.
    bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

    void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx) => throw ConvertToOnnxRefusal.Of(transformer.GetType().Name);

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw host.ExceptNotSupp(
        $"Data scored by {transformer.GetType().Name} is no model: save the transformer, by mlContext.Model.Save.");
}
