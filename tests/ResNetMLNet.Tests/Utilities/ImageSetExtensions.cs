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
}
