using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Transforms.Augmentation;

/// <summary>
/// Makes features of a picture that is changed in between: <see cref="Load"/>, then the changes, then <see cref="Place"/>. The
/// buffers make an instance good for one thread at a time.
/// </summary>
/// <param name="output">The shape of the features.</param>
/// <param name="featurizer">Resizes pictures and scales pixels.</param>
internal sealed class ChangedPicture(ImageShape output, PictureFeaturizer featurizer)
{
    private readonly PictureCanvas _canvas = new(output);

    /// <summary>Resizes a picture, or a part of it, to the size of the features.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="box">The part, which fills the features; null for the picture's middle, as it is without changes.</param>
    /// <returns>The pixels, to be changed.</returns>
    /// <exception cref="InvalidOperationException">The picture is disposed.</exception>
    public PictureCanvas Load(MLImage picture, PictureBox? box)
    {
        var pixels = new PicturePixels(picture);
        var (rows, columns) = box is { } part
            ? (new CropAxis(part.Height, output.Height, output.Height, part.Top),
                new CropAxis(part.Width, output.Width, output.Width, part.Left))
            : featurizer.Middle(pixels.Height, pixels.Width);
        _canvas.Load(featurizer.Resize(pixels, rows, columns), rows, columns, pixels.RedShift);
        return _canvas;
    }

    /// <summary>Makes the features of the pixels as they are now.</summary>
    public void Place(Span<float> features) => featurizer.Place(
        _canvas.Pixels,
        PictureCanvas.Shifts[..output.Channels],
        features,
        new CropAxis(output.Height, output.Height, output.Height),
        new CropAxis(output.Width, output.Width, output.Width));
}
