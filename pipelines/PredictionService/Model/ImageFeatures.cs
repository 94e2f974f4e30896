using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>One row whose picture changes, and the numbers that a chain makes of it; for one thread at a time.</summary>
internal sealed class ImageFeatures : IDisposable
{
    private readonly ImageRow _input;
    private readonly DataViewRow _output;
    private readonly ValueGetter<VBuffer<float>> _getter;
    private VBuffer<float> _values;

    /// <summary>Makes the row.</summary>
    /// <param name="mapper">The chain.</param>
    /// <param name="output">The column of the numbers.</param>
    public ImageFeatures(IRowToRowMapper mapper, DataViewSchema.Column output)
    {
        _input = new ImageRow(mapper.InputSchema);
        _output = mapper.GetRow(_input, [output]);
        _getter = _output.GetGetter<VBuffer<float>>(output);
    }

    /// <summary>The numbers of a picture.</summary>
    public float[] Of(MLImage image)
    {
        _input.Image = image;
        try
        {
            _getter(ref _values);
            return [.. _values.DenseValues()];
        }
        finally
        {
            _input.Image = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _output.Dispose();
        _input.Dispose();
    }
}
