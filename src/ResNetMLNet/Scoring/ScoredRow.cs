using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Scoring;

/// <summary>One row with predicted label and score, computed once for both.</summary>
internal sealed class ScoredRow : WrappingRow
{
    private readonly IHost _host;
    private readonly ScoringSchema _schema;
    private readonly bool[] _active;
    private readonly BatchScorer _scorer;
    private readonly ValueGetter<VBuffer<float>>? _featureGetter;
    private readonly float[] _features;
    private readonly float[] _probabilities;
    private VBuffer<float> _feature;
    private long _scoredPosition = -1;

    public ScoredRow(IHost host, DataViewRow input, ScoringSchema schema, bool[] active, BatchScorer scorer, ResNetModelParameters model)
        : base(input)
    {
        _host = host;
        _schema = schema;
        _active = active;
        _scorer = scorer;
        _features = new float[model.Image.Size];
        _probabilities = new float[model.ClassCount];
        if (schema.NeedsModel(active))
            _featureGetter = input.GetGetter<VBuffer<float>>(schema.Feature);
    }

    public override DataViewSchema Schema => _schema.Output;

    public override bool IsColumnActive(DataViewSchema.Column column) => _schema.IsActive(_active, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        _schema.RequireActive(_active, column);
        if (column.Index < _schema.Input.Count)
            return Input.GetGetter<TValue>(_schema.Input[column.Index]);
        Delegate getter = column.Index == _schema.Score.Index
            ? (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => ScoreGetters.Score(Probabilities(), ref value))
            : (ValueGetter<uint>)((ref uint value) => value = ScoreGetters.PredictedLabel(Probabilities()));
        return ScoringSchema.As<TValue>(getter, column);
    }

    private float[] Probabilities()
    {
        _host.Check(Input.Position >= 0, "The row stands nowhere: move its cursor first.");
        if (_scoredPosition != Input.Position)
        {
            _host.CheckAlive();
            _featureGetter!(ref _feature);
            _feature.CopyTo(_features);
            _scorer.Score(_features, 1, _probabilities);
            _scoredPosition = Input.Position;
        }
        return _probabilities;
    }
}
