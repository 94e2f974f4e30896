using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Training.Images;

/// <summary>Changes images at random while they are copied into a batch.</summary>
/// <param name="settings">What is to be done, and how often.</param>
/// <param name="image">The shape of an image.</param>
/// <param name="seed">The seed of the training.</param>
internal sealed class ImageAugmenter(ImageAugmentation settings, ImageShape image, int seed)
{
    /// <summary>As many rectangles as torchvision draws before it leaves an image alone.</summary>
    private const int ErasingTries = 10;

    /// <summary>Keeps what is drawn here apart from what <see cref="PictureDraws"/> draws for the same picture.</summary>
    private const int Purpose = 1;

    private readonly double _largestLogRatio = Math.Log(settings.ErasingMaximumRatio);

    private readonly PictureChanges? _pictureChanges = settings.ChangesPictures ? new PictureChanges(settings) : null;

    /// <summary>Copies the images of the given rows one after another, each changed on its own.</summary>
    /// <param name="images">Where they are.</param>
    /// <param name="rows">Which they are.</param>
    /// <param name="rooms">Where they go.</param>
    /// <param name="epoch">The number of the epoch: together with the place in the batch and the seed it decides all that is drawn.</param>
    /// <param name="cancellationToken">Ends it where it takes long.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void CopyImages(
        ImageSet images, BatchRows rows, ImageRooms rooms, int epoch, CancellationToken cancellationToken = default)
    {
        var draws = _pictureChanges is null ? null : new PictureDraws(_pictureChanges, seed, epoch, rows);
        images.CopyImages(rows.Rows, rooms, draws, cancellationToken);
        var whole = settings.CropPadding > 0 ? new float[image.Size] : [];
        for (var index = 0; index < rows.Rows.Length; index++)
        {
            var random = new SplitMix64(seed, epoch, rows.Number, rows.Place(index), Purpose);
            var pixels = rooms(index);
            if (whole.Length > 0)
                pixels.CopyTo(whole);
            Change(whole, pixels, ref random);
        }
    }

    private void Change(ReadOnlySpan<float> whole, Span<float> pixels, ref SplitMix64 random)
    {
        if (settings.CropPadding > 0)
            Crop(whole, pixels, ref random);
        if (random.NextDouble() < settings.HorizontalFlipProbability)
            Flip(pixels);
        if (random.NextDouble() < settings.ErasingProbability)
            Erase(pixels, ref random);
    }

    /// <summary>Copies what a window of the image's size shows that is moved over its border by up to the padding.</summary>
    private void Crop(ReadOnlySpan<float> source, Span<float> destination, ref SplitMix64 random)
    {
        var padding = settings.CropPadding;
        var top = random.NextBelow((2 * padding) + 1) - padding;
        var left = random.NextBelow((2 * padding) + 1) - padding;
        var width = image.Width - Math.Abs(left);
        destination.Fill(settings.CropFill);
        for (var plane = 0; plane < image.Size; plane += image.Height * image.Width)
        {
            for (var y = Math.Max(0, top); y < Math.Min(image.Height, image.Height + top); y++)
            {
                var from = source.Slice(plane + (y * image.Width) + Math.Max(0, left), width);
                from.CopyTo(destination[(plane + ((y - top) * image.Width) + Math.Max(0, -left))..]);
            }
        }
    }

    private void Flip(Span<float> pixels)
    {
        for (var row = 0; row < pixels.Length; row += image.Width)
            pixels.Slice(row, image.Width).Reverse();
    }

    /// <summary>Sets a rectangle of all channels to one value; if none of the tries fits, the image stays as it is.</summary>
    private void Erase(Span<float> pixels, ref SplitMix64 random)
    {
        for (var attempt = 0; attempt < ErasingTries; attempt++)
        {
            var scale = random.NextBetween(settings.ErasingMinimumScale, settings.ErasingMaximumScale);
            var area = scale * image.Height * image.Width;
            var ratio = Math.Exp(random.NextBetween(-_largestLogRatio, _largestLogRatio));
            var height = (int)Math.Round(Math.Sqrt(area * ratio));
            var width = (int)Math.Round(Math.Sqrt(area / ratio));
            if (height >= image.Height || width >= image.Width)
                continue;
            var top = random.NextBelow(image.Height - height + 1);
            var left = random.NextBelow(image.Width - width + 1);
            Erase(pixels, top, left, height, width);
            return;
        }
    }

    private void Erase(Span<float> pixels, int top, int left, int height, int width)
    {
        for (var plane = 0; plane < image.Size; plane += image.Height * image.Width)
        {
            for (var y = top; y < top + height; y++)
                pixels.Slice(plane + (y * image.Width) + left, width).Fill(settings.ErasingFill);
        }
    }
}
