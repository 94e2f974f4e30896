using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>A row of ML.NET's whose only column is a picture.</summary>
/// <param name="schema">The schema of that column.</param>
internal sealed class ImageRow(DataViewSchema schema) : DataViewRow
{
    private MLImage? _image;
    private long _position = -1;

    /// <summary>The picture that the row has at present.</summary>
    public MLImage? Image
    {
        get => _image;
        set
        {
            _image = value;
            _position++;
        }
    }

    /// <inheritdoc/>
    public override DataViewSchema Schema => schema;

    /// <summary>Another one for each picture: transforms keep what they made of a row until its position changes.</summary>
    public override long Position => _position;

    /// <inheritdoc/>
    public override long Batch => 0;

    /// <inheritdoc/>
    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    /// <inheritdoc/>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        (ValueGetter<TValue>)(Delegate)(ValueGetter<MLImage>)((ref MLImage value) => value = Image!);

    /// <inheritdoc/>
    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);
}
