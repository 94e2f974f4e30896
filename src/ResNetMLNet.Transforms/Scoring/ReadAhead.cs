using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>
/// Reads rows of an upstream cursor in batches and scores each batch at once, when the first of its scores is asked for.
/// </summary>
/// <remarks>
/// Values are copied: a second upstream cursor would double the work of the pipeline and score wrong rows where the
/// source cannot be read twice.
/// </remarks>
internal sealed class ReadAhead
{
    /// <summary>The rows that there is memory for at first: a cursor over a few rows shall not cost what a full batch does.</summary>
    private const int FirstRows = 4;

    private readonly IHost _host;
    private readonly DataViewRowCursor _upstream;
    private readonly IBatchScorer _scorer;
    private readonly ColumnBuffer?[] _columns;
    private readonly ValueGetter<DataViewRowId> _idGetter;
    private readonly ValueGetter<VBuffer<float>> _featureGetter;
    private readonly DataViewRowId[] _ids;
    private readonly long[] _batchNumbers;
    private readonly string _featureName;
    private readonly int _imageSize;
    private readonly int _outputLength;
    private float[] _features;
    private float[] _scores = [];
    private VBuffer<float> _feature;
    private int _count;
    private int _slot;
    private bool _scored;
    private bool _ended;
    private ExceptionDispatchInfo? _failure;

    public ReadAhead(IHost host, DataViewRowCursor upstream, ScoringSchema schema, bool[] active, IBatchScorer scorer)
    {
        var passedThrough = schema.Input.Where(column => active[column.Index]).ToList();
        CanHold = passedThrough.TrueForAll(column => ColumnBuffer.CanHold(column.Type));
        var slots = CanHold ? scorer.BatchSize : 1;
        _host = host;
        _upstream = upstream;
        _scorer = scorer;
        _featureName = schema.Feature.Name;
        _imageSize = scorer.Image.Size;
        _outputLength = schema.OutputLength;
        _columns = new ColumnBuffer?[schema.Input.Count];
        foreach (var column in passedThrough.Where(_ => CanHold))
            _columns[column.Index] = ColumnBuffer.Create(upstream, column, slots);
        _idGetter = upstream.GetIdGetter();
        _featureGetter = upstream.GetGetter<VBuffer<float>>(schema.Feature);
        _ids = new DataViewRowId[slots];
        _batchNumbers = new long[slots];
        _features = new float[Math.Min(FirstRows, slots) * _imageSize];
    }

    /// <summary>
    /// Whether the columns passed through are copied ahead. A picture belongs to the upstream cursor, which disposes of it when
    /// it moves on: then rows are scored one by one, and the upstream cursor's own getters serve.
    /// </summary>
    public bool CanHold { get; }

    public long BatchNumber => _batchNumbers[_slot];

    public DataViewRowId Id => _ids[_slot];

    /// <summary>The numbers taken from the network for the current row.</summary>
    public ReadOnlySpan<float> Scores
    {
        get
        {
            if (!_scored)
            {
                _host.CheckAlive();
                if (_scores.Length < _count * _outputLength)
                    _scores = new float[_count * _outputLength];
                _scorer.ScoreRows(_features, _count, _scores);
                _scored = true;
            }
            return _scores.AsSpan(_slot * _outputLength, _outputLength);
        }
    }

    /// <summary>A getter for an upstream column of the current row.</summary>
    public Delegate? Getter<TValue>(DataViewSchema.Column column, Func<int> checkedSlot) =>
        CanHold ? _columns[column.Index]?.GetterFor(checkedSlot) : _upstream.GetGetter<TValue>(column);

    public int Slot => _slot;

    /// <summary>Goes to the next row; an upstream failure appears at the row where it happened.</summary>
    public bool MoveNext()
    {
        if (++_slot >= _count)
            Fill();
        if (_slot < _count)
            return true;
        _failure?.Throw();
        return false;
    }

    private void Fill()
    {
        _slot = 0;
        _count = 0;
        _scored = false;
        try
        {
            while (_failure is null && !_ended && _count < _ids.Length)
            {
                if (_upstream.MoveNext())
                    Store();
                else
                    _ended = true;
            }
        }
        catch (Exception exception) when (_count > 0)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    private void Store()
    {
        foreach (var column in _columns)
            column?.Store(_count);
        _idGetter(ref _ids[_count]);
        _batchNumbers[_count] = _upstream.Batch;
        _featureGetter(ref _feature);
        if (_features.Length == _count * _imageSize)
            Array.Resize(ref _features, Math.Min(2 * _count, _ids.Length) * _imageSize);
        _feature.CopyAllTo(_features.AsSpan(_count * _imageSize, _imageSize), _host, _upstream, _featureName);
        _count++;
    }
}
