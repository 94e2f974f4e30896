using ResNetMLNet.Benchmarks.CommandLine;
using ResNetMLNet.Benchmarks.Data;

namespace ResNetMLNet.Benchmarks.Photos;

/// <summary>Where the photographs of a training come from: ants and bees if their folder is named, else drawn ones.</summary>
internal static class PhotoSource
{
    /// <summary>The number of classes.</summary>
    public const int Classes = 2;

    private const string FolderVariable = "PHOTOS_DIR";
    private const int Channels = 3;

    private static readonly string? _folder = Environment.GetEnvironmentVariable(FolderVariable);

    private static bool IsReal => !string.IsNullOrEmpty(_folder);

    /// <summary>The name of the data, for reports.</summary>
    public static string Name => IsReal ? "ants and bees" : $"drawn (no folder named in {FolderVariable})";

    /// <summary>Decodes photographs, normalized as networks for ImageNet expect them, into memory.</summary>
    /// <param name="count">The number of photographs.</param>
    /// <exception cref="BenchmarkException">The folder has fewer.</exception>
    public static Images Load(int count)
    {
        using var drawn = IsReal ? null : new PhotoFiles(count);
        var paths = drawn?.Paths ?? RealPaths(count);
        var length = Channels * PhotoTraining.Size * PhotoTraining.Size;
        var images = new Images(new float[count * length], new int[count], PhotoTraining.Size, Classes) { Channels = Channels };
        ImageSource.Fill(images, PhotoTraining.View(paths));
        return images;
    }

    /// <summary>Ants and bees in turns, so that the class follows from the place, as in what is drawn.</summary>
    private static List<string> RealPaths(int count)
    {
        var folder = Path.Combine(_folder!, "ants-bees", "train");
        var paths = Files("ants").Zip(Files("bees"), IEnumerable<string> (ant, bee) => [ant, bee]).SelectMany(pair => pair).ToList();
        return paths.Count >= count
            ? paths[..count]
            : throw new BenchmarkException(
                $"'{folder}' has {paths.Count} photographs in pairs, {count} are needed: name a folder with more in {FolderVariable}, "
                + "or leave it unset for drawn ones.");

        IEnumerable<string> Files(string name) => Directory.EnumerateFiles(Path.Combine(folder, name)).Order(StringComparer.Ordinal);
    }
}
