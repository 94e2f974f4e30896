using System.Buffers.Binary;
using ResNetMLNet.Files;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Weights;

/// <summary>Opens files that users name as weights, model files among them, and tells what they are where they are none.</summary>
internal static class WeightsFile
{
    private const string Remedy =
        "In Python, safetensors.torch.save_file(network.state_dict(), path) writes a file that can be loaded.";

    /// <summary>Reads a safetensors file, or what a model file has in its place.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is another kind of file, or <paramref name="read"/> refuses it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, for want of the right to.</exception>
    public static T Read<T>(string path, Func<Stream, T> read)
    {
        if (Directory.Exists(path))
            throw new FileNotFoundException($"'{path}' is a folder. Name the safetensors file in it.", path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file of weights '{path}'. Check the path.", path);
        using var file = RegularFile.OpenRead(path);
        if (Kind(file, out var isZip) is { } kind)
            throw new InvalidDataException($"'{path}' is {kind}, not a safetensors file. {Remedy}");
        try
        {
            using var weights = isZip ? ModelArchive.Weights(file, Remedy) : null;
            return read(weights ?? (Stream)file);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"'{path}' cannot be loaded. {exception.Message}", exception);
        }
    }

    private static string? Kind(FileStream stream, out bool isZip)
    {
        isZip = false;
        if (stream.Length == 0)
            return "empty";
        Span<byte> start = stackalloc byte[sizeof(ulong)];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        // Where safetensors has the length of its header, any bytes may stand, as long as they are a small number.
        if (length < start.Length || BinaryPrimitives.ReadUInt64LittleEndian(start) <= SafeTensorsHeader.LongestHeader)
            return null;
        isZip = ModelArchive.IsZip(start);
        return Kind(start);
    }

    private static string? Kind(ReadOnlySpan<byte> start) => start switch
    {
        [0x80, >= 2 and <= 5, ..] => "a Python pickle, as torch.save wrote (.pt, .pth)",
        _ when start.StartsWith("version "u8) => "the text that git-lfs leaves in the place of a file yet to be pulled",
        _ => null,
    };
}
