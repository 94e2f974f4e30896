namespace ResNetMLNet.Distributed.Blocks;

/// <summary>The scores of rows as columns of a block.</summary>
internal abstract class ScoreValues
{
    /// <summary>The columns.</summary>
    public abstract IReadOnlyList<BlockColumn> Columns { get; }

    /// <summary>Adds the scores of a row.</summary>
    public abstract void Add(ReadOnlySpan<float> scores);

    /// <summary>The columns for a model.</summary>
    /// <param name="classNames">Its classes; null for a single score.</param>
    /// <param name="top">How many of the likeliest are named; null for the score of each.</param>
    /// <param name="capacity">The most rows of a block.</param>
    public static ScoreValues Of(IReadOnlyList<string>? classNames, int? top, int capacity) => classNames is null || top is null
        ? new EachScore(classNames?.Select(name => $"Score.{name}") ?? ["Score"], capacity)
        : new TopScores(classNames, Math.Min(top.Value, classNames.Count), capacity);

    /// <summary>What is written of a score, which is missing where it is no number.</summary>
    protected static float? Known(float score) => float.IsNaN(score) ? null : score;

    private sealed class EachScore(IEnumerable<string> names, int capacity) : ScoreValues
    {
        private readonly BlockColumn<float?>[] _columns = [.. names.Select(name => new BlockColumn<float?>(name, capacity))];

        public override IReadOnlyList<BlockColumn> Columns => _columns;

        public override void Add(ReadOnlySpan<float> scores)
        {
            for (var i = 0; i < _columns.Length; i++)
                _columns[i].Add(Known(scores[i]));
        }
    }

    private sealed class TopScores(IReadOnlyList<string> classNames, int top, int capacity) : ScoreValues
    {
        private readonly (BlockColumn<string?> Class, BlockColumn<float?> Score)[] _columns =
        [
            .. Enumerable.Range(1, top).Select(place => (
                new BlockColumn<string?>(FormattableString.Invariant($"Class{place}"), capacity),
                new BlockColumn<float?>(FormattableString.Invariant($"Score{place}"), capacity))),
        ];

        private readonly float[] _keys = new float[classNames.Count];
        private readonly int[] _order = new int[classNames.Count];

        public override IReadOnlyList<BlockColumn> Columns =>
            [.. _columns.SelectMany(pair => new BlockColumn[] { pair.Class, pair.Score })];

        public override void Add(ReadOnlySpan<float> scores)
        {
            scores.CopyTo(_keys);
            for (var i = 0; i < _order.Length; i++)
                _order[i] = i;

            // Classes of equal scores keep their order; those without one are the last.
            _order.AsSpan().Sort((a, b) => _keys[b].CompareTo(_keys[a]) is var order and not 0 ? order : a.CompareTo(b));
            for (var place = 0; place < _columns.Length; place++)
            {
                var score = Known(_keys[_order[place]]);
                _columns[place].Class.Add(score is null ? null : classNames[_order[place]]);
                _columns[place].Score.Add(score);
            }
        }
    }
}
