using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.Data;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Scores prepared pictures with any chain of ML.NET's that makes scores of one vector column.</summary>
/// <typeparam name="T">The type of a picture's values.</typeparam>
internal sealed class BatchScoring<T> : IBatchScoring
{
    private readonly BatchView<T> _batch;
    private readonly IDataView _scored;
    private readonly DataViewSchema.Column _score;
    private readonly int _length;

    /// <summary>Binds the chain to the column.</summary>
    public BatchScoring(ITransformer chain, DataViewSchema input)
    {
        _batch = new BatchView<T>(input);
        _scored = chain.Transform(_batch);
        _score = _scored.Schema[ColumnNames.Score];
        _length = ((VectorDataViewType)input[0].Type).Size;
        Classes = KeyNames.OfScores(_score);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public Array Blank => new T[_length];

    /// <inheritdoc/>
    public long PictureBytes => _length * (long)Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public float[][] Score(IReadOnlyList<Array> pictures)
    {
        _batch.Rows = pictures;
        try
        {
            return Read(pictures.Count);
        }
        finally
        {
            _batch.Rows = [];
        }
    }

    private float[][] Read(int count)
    {
        var scores = new float[count][];
        var values = default(VBuffer<float>);
        using var cursor = _scored.GetRowCursor([_score]);
        var getter = cursor.GetGetter<VBuffer<float>>(_score);
        for (var i = 0; i < count; i++)
        {
            if (!cursor.MoveNext())
                throw new InvalidDataException($"The model gave scores of {i} pictures only, of {count}.");
            getter(ref values);
            scores[i] = Finite([.. values.DenseValues()]);
        }

        return scores;
    }

    private static float[] Finite(float[] scores) => Array.TrueForAll(scores, float.IsFinite)
        ? scores
        : throw new InvalidDataException("The model gave a probability that is no number.");
}
