using ResNetMLNet.Data;
using ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;
using SkiaSharp;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder;

internal static partial class Pictures
{
    /// <summary>Drawn garments of the first classes, as PNG files in a sub-folder for each class.</summary>
    public static string WriteGarments(
        string folder, int perClass, DrawnFashion.Part part = DrawnFashion.Part.Train, int classes = 3)
    {
        var drawn = DrawnFashion.Draw(DrawnFashion.DefaultSeed, part, perClass * FashionMnist.ClassNames.Count);
        var size = drawn.Width * drawn.Height;
        for (var i = 0; i < drawn.Labels.Length; i++)
        {
            if (drawn.Labels[i] >= classes)
                continue;
            var name = FashionMnist.ClassNames[drawn.Labels[i]].Replace('/', '-');
            Directory.CreateDirectory(Path.Combine(folder, name));
            using var image = SKImage.FromPixelCopy(
                new SKImageInfo(drawn.Width, drawn.Height, SKColorType.Gray8), drawn.Pixels.AsSpan(i * size, size).ToArray());
            File.WriteAllBytes(Path.Combine(folder, name, $"{i:D4}.png"), Encode(image, SKEncodedImageFormat.Png));
        }

        return folder;
    }
}
