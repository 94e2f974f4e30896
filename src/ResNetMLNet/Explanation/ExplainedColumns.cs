using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Explanation;

/// <summary>The columns of a model's scores with that of the heat map behind them.</summary>
internal sealed class ExplainedColumns(ScoreColumns scores, string heatMapColumnName, ImageShape image) : IOutputColumns
{
    private const int ScoreColumnCount = 2;

    /// <inheritdoc/>
    public int OutputLength => scores.OutputLength + (image.Height * image.Width);

    /// <inheritdoc/>
    public string NumbersColumnName => heatMapColumnName;

    /// <inheritdoc/>
    public DataViewSchema AppendTo(DataViewSchema input)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(scores.AppendTo(input));
        schema.AddColumn(heatMapColumnName, new VectorDataViewType(NumberDataViewType.Single, image.Height, image.Width));
        return schema.ToSchema();
    }

    /// <inheritdoc/>
    public Delegate Getter(int column, RowOutputs outputs) => column < ScoreColumnCount
        ? scores.Getter(column, () => outputs()[..scores.OutputLength])
        : (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => ScoreGetters.Vector(outputs()[scores.OutputLength..], ref value));
}
