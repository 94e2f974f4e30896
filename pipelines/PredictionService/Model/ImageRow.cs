using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>A row of ML.NET's whose only column is a picture.</summary>
/// <param name="schema">The schema of that column.</param>
internal sealed class ImageRow(DataViewSchema schema) : DataViewRow
{
    /// <summary>The picture that the row has at present.</summary>
    public MLImage? Image { get; set; }

    /// <inheritdoc/>
    public override DataViewSchema Schema => schema;

    /// <inheritdoc/>
    public override long Position => 0;

    /// <inheritdoc/>
    public override long Batch => 0;

    /// <inheritdoc/>
    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    /// <inheritdoc/>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        (ValueGetter<TValue>)(Delegate)(ValueGetter<MLImage>)((ref MLImage value) => value = Image!);

    /// <inheritdoc/>
    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = default;
}
