using Microsoft.ML;
using Microsoft.ML.Data;
using ScoreColumnKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreColumnKind;
using ScoreValueKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreValueKind;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>The two output columns of a multiclass model: what the trainer promises and what the transformer delivers.</summary>
internal sealed class ScoreColumns(string scoreColumnName, string predictedLabelColumnName, int classCount, LabelValues? labelValues)
    : IOutputColumns
{
    public string ScoreColumnName => scoreColumnName;

    public string PredictedLabelColumnName => predictedLabelColumnName;

    public int ClassCount => classCount;

    public LabelValues? LabelValues => labelValues;

    /// <inheritdoc/>
    public int OutputLength => classCount;

    /// <inheritdoc/>
    public string NumbersColumnName => scoreColumnName;

    /// <summary>The columns as a schema shape, before anything is trained.</summary>
    public static IEnumerable<SchemaShape.Column> Promise(
        string scoreColumnName, string predictedLabelColumnName, SchemaShape.Column label)
    {
        var predicted = AnnotationUtils.GetTrainerOutputAnnotation().ToList();
        if (label.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out var keyValues)
            && keyValues.Kind == SchemaShape.Column.VectorKind.Vector)
        {
            predicted.Add(keyValues);
        }
        return
        [
            new(predictedLabelColumnName, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true,
                new SchemaShape(predicted)),
            new(scoreColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false,
                new SchemaShape(AnnotationUtils.AnnotationsForMulticlassScoreColumn(label))),
        ];
    }

    /// <inheritdoc/>
    public Delegate Getter(int column, RowOutputs scores) => column == 0
        ? (ValueGetter<uint>)((ref uint value) => value = ScoreGetters.PredictedLabel(scores()))
        : (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => ScoreGetters.Vector(scores(), ref value));

    /// <inheritdoc/>
    public DataViewSchema AppendTo(DataViewSchema input)
    {
        var setId = input.GetMaxAnnotationKind(out _, AnnotationUtils.Kinds.ScoreColumnSetId) + 1;
        var predicted = Annotations(setId, ScoreValueKind.PredictedLabel);
        labelValues?.AddTo(predicted, AnnotationUtils.Kinds.KeyValues);
        var score = Annotations(setId, ScoreValueKind.Score);
        if (labelValues?.Type.ItemType is TextDataViewType)
            labelValues.AddTo(score, AnnotationUtils.Kinds.SlotNames);
        labelValues?.AddTo(score, AnnotationUtils.Kinds.TrainingLabelValues);

        var schema = new DataViewSchema.Builder();
        schema.AddColumns(input);
        schema.AddColumn(predictedLabelColumnName, new KeyDataViewType(typeof(uint), classCount), predicted.ToAnnotations());
        schema.AddColumn(scoreColumnName, new VectorDataViewType(NumberDataViewType.Single, classCount), score.ToAnnotations());
        return schema.ToSchema();
    }

    private static DataViewSchema.Annotations.Builder Annotations(uint setId, string valueKind)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(AnnotationUtils.Kinds.ScoreColumnSetId, AnnotationUtils.ScoreColumnSetIdType, (ref uint value) => value = setId);
        AddText(builder, AnnotationUtils.Kinds.ScoreColumnKind, ScoreColumnKind.MulticlassClassification);
        AddText(builder, AnnotationUtils.Kinds.ScoreValueKind, valueKind);
        return builder;
    }

    private static void AddText(DataViewSchema.Annotations.Builder builder, string kind, string text) =>
        builder.Add(kind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = text.AsMemory());
}
