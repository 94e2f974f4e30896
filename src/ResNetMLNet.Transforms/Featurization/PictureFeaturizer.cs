using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Featurization;

/// <summary>Makes features of pictures; the buffers make an instance good for one thread at a time.</summary>
internal sealed class PictureFeaturizer
{
    private readonly ImageShape _output;
    private readonly int _resizeTo;
    private readonly PictureResizer _resizer;

    private readonly ByteScale[] _scales;

    /// <param name="output">The shape of the features.</param>
    /// <param name="resizeTo">The shorter side of resized pictures.</param>
    /// <param name="scaling">How bytes become features.</param>
    public PictureFeaturizer(ImageShape output, int resizeTo, PixelScaling scaling)
    {
        _output = output;
        _resizeTo = resizeTo;
        _resizer = new PictureResizer(grey: output.Channels == 1);
        var (factors, offsets) = scaling.PerChannel(output.Channels);
        _scales = [.. factors.Zip(offsets, (factor, offset) => new ByteScale(factor, offset))];
    }

    /// <summary>Makes the features of one picture.</summary>
    /// <exception cref="InvalidOperationException">The picture is disposed.</exception>
    public void Featurize(MLImage picture, Span<float> features)
    {
        var (rows, columns) = Middle(picture.Height, picture.Width);
        Featurize(picture, rows, columns, features);
    }

    /// <summary>Makes the features of one picture that has at least the sources of two axes.</summary>
    /// <exception cref="InvalidOperationException">The picture is disposed.</exception>
    public void Featurize(MLImage picture, CropAxis rows, CropAxis columns, Span<float> features)
    {
        var pixels = new PicturePixels(picture);
        Place(Resize(pixels, rows, columns), pixels.Shifts(_output.Channels), features, rows, columns);
    }

    /// <summary>The axes of a picture that is resized and cut at its centre.</summary>
    public (CropAxis Rows, CropAxis Columns) Middle(int height, int width) =>
        CropAxis.Of(height, width, _resizeTo, _output.Height, _output.Width);

    /// <summary>The wanted rows of wanted pixels, valid until the next call.</summary>
    public ReadOnlySpan<uint> Resize(PicturePixels picture, CropAxis rows, CropAxis columns) =>
        _resizer.Resize(picture, rows, columns);

    /// <summary>Makes features of resized pixels.</summary>
    public void Place(
        ReadOnlySpan<uint> resized, ReadOnlySpan<int> shifts, Span<float> features, CropAxis rows, CropAxis columns)
    {
        var plane = _output.Height * _output.Width;
        for (var channel = 0; channel < shifts.Length; channel++)
            Place(resized, shifts[channel], _scales[channel], features.Slice(channel * plane, plane), rows, columns);
    }

    /// <summary>Puts one channel in the middle of its plane; black is around it where the picture is too small.</summary>
    private void Place(
        ReadOnlySpan<uint> pixels, int shift, ByteScale scale, Span<float> plane, CropAxis rows, CropAxis columns)
    {
        if (pixels.Length < plane.Length)
            plane.Fill(scale.Of(0));
        for (var row = 0; row < rows.Count; row++)
        {
            scale.Apply(
                pixels.Slice(row * columns.Count, columns.Count),
                shift,
                plane.Slice(((rows.Padding + row) * _output.Width) + columns.Padding, columns.Count));
        }
    }
}
