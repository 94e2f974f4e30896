using ResNetMLNet.Training.Images;

namespace ResNetMLNet.Tests.Utilities;

internal static class ImageSetExtensions
{
    /// <summary>A copy of the image of a row.</summary>
    public static float[] Pixels(this ImageSet images, int row)
    {
        var pixels = new float[images.Image.Size];
        images.CopyImage(row, pixels);
        return pixels;
    }

    /// <summary>Copies the images of rows one after another.</summary>
    public static void CopyImages(this ImageSet images, int[] rows, float[] destination) =>
        images.CopyImages(rows, index => destination.AsSpan(index * images.Image.Size, images.Image.Size));
}
