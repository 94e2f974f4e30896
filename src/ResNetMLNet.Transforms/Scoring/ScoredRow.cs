using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Scoring;

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
    private int _users;

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

    /// <summary>The numbers of the row, for one thread at a time: others would mix their rows with this one.</summary>
    private float[] Scores()
    {
        CheckAlone(Interlocked.Increment(ref _users) == 1);
        var users = 0;
        try
        {
            Score();
        }
        finally
        {
            users = Interlocked.Exchange(ref _users, 0);
        }
        CheckAlone(users == 1);
        return _scores;
    }

    private void Score()
    {
        var position = Input.Position;
        _host.Check(position >= 0, "The row stands nowhere: move its cursor first.");
        if (_scoredPosition != position)
        {
            _host.CheckAlive();
            _featureGetter!(ref _feature);
            _feature.CopyAllTo(_features, _host, Input, _schema.Feature.Name);
            _scorer.ScoreRows(_features, 1, _scores);
            CheckAlone(Input.Position == position);
            _scoredPosition = position;
        }
    }

    private void CheckAlone(bool isAlone) => _host.Check(
        isAlone,
        "Several threads scored by one PredictionEngine, or one row, at once, which would mix their rows: make an engine for each thread; "
        + $"they may share a model if {nameof(PredictionEngineOptions)}.{nameof(PredictionEngineOptions.OwnsTransformer)} is false.");
}
