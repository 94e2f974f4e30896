using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.Data;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Computes with any chain of ML.NET's that makes scores of one vector column, or beside them another vector.</summary>
/// <typeparam name="T">The type of a picture's values.</typeparam>
internal sealed class BatchScoring<T> : IBatchScoring
{
    private readonly BatchView<T> _batch;
    private readonly IDataView _scored;
    private readonly DataViewSchema.Column _numbers;
    private readonly int _length;

    /// <summary>Binds the chain to the column.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="input">The schema of that column.</param>
    /// <param name="numbers">The column that is computed.</param>
    public BatchScoring(ITransformer chain, DataViewSchema input, string numbers = ColumnNames.Score)
    {
        _batch = new BatchView<T>(input);
        _scored = chain.Transform(_batch);
        _numbers = _scored.Schema[numbers];
        _length = ((VectorDataViewType)input[0].Type).Size;
        Classes = KeyNames.OfScores(_scored.Schema[ColumnNames.Score]);
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
        using var cursor = _scored.GetRowCursor([_numbers]);
        var getter = cursor.GetGetter<VBuffer<float>>(_numbers);
        for (var i = 0; i < count; i++)
        {
            if (!cursor.MoveNext())
                throw new InvalidDataException($"The model gave numbers of {i} pictures only, of {count}.");
            getter(ref values);
            scores[i] = Finite([.. values.DenseValues()]);
        }

        return scores;
    }

    private static float[] Finite(float[] scores) => Array.TrueForAll(scores, float.IsFinite)
        ? scores
        : throw new InvalidDataException("The model gave something that is no number.");
}
