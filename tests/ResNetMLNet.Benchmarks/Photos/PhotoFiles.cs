using SkiaSharp;

namespace ResNetMLNet.Benchmarks.Photos;

/// <summary>JPEG files of 500 x 375 in a temporary folder: slopes with noise, as large as photographs of that size are.</summary>
internal sealed class PhotoFiles : IDisposable
{
    private const int Width = 500;
    private const int Height = 375;
    private const int Quality = 90;
    private const int DistinctCount = 64;

    private readonly string _folder = Directory.CreateTempSubdirectory("ResNetMLNet-photos-").FullName;

    /// <param name="count">The number of files.</param>
    public PhotoFiles(int count)
    {
        Paths = [.. Enumerable.Range(0, count).Select(index => Path.Combine(_folder, $"{index}.jpg"))];
        foreach (var (index, path) in Paths.Index())
        {
            if (index < DistinctCount)
                Save(index, path);
            else
                File.Copy(Paths[index % DistinctCount], path);
        }
    }

    /// <summary>The files.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Removes the files.</summary>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Save(int index, string path)
    {
        var random = new Random(index);
        var noise = new byte[Width * Height];
        random.NextBytes(noise);
        var pixels = new byte[Width * Height * 4];
        for (var place = 0; place < noise.Length; place++)
        {
            var (y, x) = Math.DivRem(place, Width);
            var texture = noise[place] / 24;
            pixels[place * 4] = (byte)((x * 150 / Width) + (index * 3 % 64) + texture);
            pixels[(place * 4) + 1] = (byte)((y * 150 / Height) + (40 * Math.Sin(x / (3.0 + index))) + 50 + texture);
            pixels[(place * 4) + 2] = (byte)(((x + y) / 5) + texture);
            pixels[(place * 4) + 3] = byte.MaxValue;
        }
        using var picture = SKImage.FromPixelCopy(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque), pixels);
        using var jpeg = picture.Encode(SKEncodedImageFormat.Jpeg, Quality);
        File.WriteAllBytes(path, jpeg.ToArray());
    }
}
