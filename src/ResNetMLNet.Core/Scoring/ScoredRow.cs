using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Featurization;

namespace ResNetMLNet.Scoring;

/// <summary>One row with the network's columns, computed once for all of them.</summary>
internal sealed class ScoredRow : WrappingRow
{
    private readonly IHost _host;
    private readonly ScoringSchema _schema;
    private readonly bool[] _active;
    private readonly IBatchScorer _scorer;
    private readonly ValueGetter<VBuffer<float>>? _featureGetter;
    private readonly float[] _features;
    private readonly float[] _scores;
    private VBuffer<float> _feature;
    private long _scoredPosition = -1;

    public ScoredRow(IHost host, DataViewRow input, ScoringSchema schema, bool[] active, IBatchScorer scorer)
        : base(input)
    {
        _host = host;
        _schema = schema;
        _active = active;
        _scorer = scorer;
        _features = new float[scorer.Image.Size];
        _scores = new float[schema.OutputLength];
        if (schema.NeedsModel(active))
            _featureGetter = input.GetGetter<VBuffer<float>>(schema.Feature);
    }

    public override DataViewSchema Schema => _schema.Output;

    public override bool IsColumnActive(DataViewSchema.Column column) => _schema.IsActive(_active, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        _schema.RequireActive(_active, column);
        return _schema.IsOutput(column)
            ? ScoringSchema.As<TValue>(_schema.Getter(column, () => Scores()), column)
            : Input.GetGetter<TValue>(_schema.Input[column.Index]);
    }

    private float[] Scores()
    {
        _host.Check(Input.Position >= 0, "The row stands nowhere: move its cursor first.");
        if (_scoredPosition != Input.Position)
        {
            _host.CheckAlive();
            _featureGetter!(ref _feature);
            _feature.CopyAllTo(_features, _host, Input, _schema.Feature.Name);
            _scorer.Score(_features, 1, _scores);
            _scoredPosition = Input.Position;
        }
        return _scores;
    }
}
