using System.Numerics.Tensors;

namespace ResNetMLNet.Transforms.Featurization;

/// <summary>Resizes planes of pixels; the buffers make an instance good for one thread at a time.</summary>
internal sealed class BilinearResizer
{
    private readonly ImageShape _source;
    private readonly ImageShape _target;
    private readonly LinearTaps _columns;
    private readonly LinearTaps _rows;
    private readonly float[] _widened;

    public BilinearResizer(ImageShape source, int height, int width)
    {
        _source = source;
        _target = source with { Height = height, Width = width };
        _columns = new LinearTaps(source.Width, width);
        _rows = new LinearTaps(source.Height, height);
        _widened = new float[source.Height * width];
    }

    /// <summary>Resizes an image.</summary>
    /// <param name="pixels">The source's planes.</param>
    /// <param name="destination">Receives the resized planes.</param>
    public void Resize(ReadOnlySpan<float> pixels, Span<float> destination)
    {
        if (_source == _target)
        {
            pixels.CopyTo(destination);
            return;
        }
        var plane = _source.Height * _source.Width;
        var targetPlane = _target.Height * _target.Width;
        for (var channel = 0; channel < _source.Channels; channel++)
        {
            Widen(pixels.Slice(channel * plane, plane));
            Heighten(destination.Slice(channel * targetPlane, targetPlane));
        }
    }

    private void Widen(ReadOnlySpan<float> plane)
    {
        for (var row = 0; row < _source.Height; row++)
        {
            var from = plane.Slice(row * _source.Width, _source.Width);
            var to = _widened.AsSpan(row * _target.Width, _target.Width);
            for (var column = 0; column < to.Length; column++)
            {
                var first = from[_columns.First[column]];
                to[column] = first + (_columns.SecondShare[column] * (from[_columns.Second[column]] - first));
            }
        }
    }

    private void Heighten(Span<float> plane)
    {
        for (var row = 0; row < _target.Height; row++)
        {
            var to = plane.Slice(row * _target.Width, _target.Width);
            var first = WidenedRow(_rows.First[row]);
            TensorPrimitives.Subtract(WidenedRow(_rows.Second[row]), first, to);
            TensorPrimitives.MultiplyAdd(to, _rows.SecondShare[row], first, to);
        }
    }

    private ReadOnlySpan<float> WidenedRow(int row) => _widened.AsSpan(row * _target.Width, _target.Width);
}
