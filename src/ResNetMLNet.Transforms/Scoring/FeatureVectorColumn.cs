using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>The column of numbers that a network gives to its last layer.</summary>
internal sealed class FeatureVectorColumn(string name, int length) : IOutputColumns
{
    /// <inheritdoc/>
    public int OutputLength => length;

    /// <inheritdoc/>
    public string NumbersColumnName => name;

    /// <inheritdoc/>
    public DataViewSchema AppendTo(DataViewSchema input)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(input);
        schema.AddColumn(name, new VectorDataViewType(NumberDataViewType.Single, length));
        return schema.ToSchema();
    }

    /// <inheritdoc/>
    public Delegate Getter(int column, RowOutputs scores) =>
        (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => ScoreGetters.Vector(scores(), ref value));
}
