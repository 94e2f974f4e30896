using System.IO.Compression;

namespace ResNetMLNet.Weights;

/// <summary>Finds the weights in a model file that ML.NET saved.</summary>
internal static class ModelArchive
{
    /// <summary>The entry of the zip that holds the weights.</summary>
    public const string WeightsName = "Network.safetensors";

    /// <summary>Whether a file begins as a zip archive does.</summary>
    public static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith("PK\u0003\u0004"u8);

    /// <summary>Copies the weights out of the archive, where they may be compressed.</summary>
    /// <param name="file">The archive.</param>
    /// <param name="remedy">What to do about an archive of something else.</param>
    /// <exception cref="InvalidDataException">
    /// It is an archive of something else, is damaged, or has the weights of several networks.
    /// </exception>
    public static MemoryStream Weights(Stream file, string remedy)
    {
        using var archive = Open(file);
        var entries = archive.Entries.Where(entry => entry.FullName.Split('/', '\\')[^1] == WeightsName).ToList();
        if (entries is not [var entry])
            throw new InvalidDataException($"It is {Kind(archive, entries.Count)}. {remedy}");
        var copy = new MemoryStream();
        using (var stream = entry.Open())
            stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }

    private static ZipArchive Open(Stream file)
    {
        try
        {
            return new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException("It is a damaged zip archive. Save or copy the file again.", exception);
        }
    }

    private static string Kind(ZipArchive archive, int networkCount) => networkCount > 1
        ? $"a model file with {networkCount} networks, which do not tell which of them is meant: save that one's weights by SaveWeights"
        : archive.Entries.Any(entry => entry.Name.EndsWith(".pkl", StringComparison.Ordinal))
            ? "a zip archive, as torch.save writes (.pt, .pth), not a safetensors file"
            : "a zip archive, but no model file with a network of TorchSharp, nor a safetensors file";
}
