using System.IO.Compression;
using Microsoft.ML;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>Model files as ML.NET writes them, and what lies in them.</summary>
internal static class ModelZip
{
    private const string Folder = "TransformerChain/";

    /// <summary>The bytes of a model file.</summary>
    public static byte[] Save(ITransformer model)
    {
        using var stream = new MemoryStream();
        new MLContext().Model.Save(model, null, stream);
        return stream.ToArray();
    }

    /// <summary>The content of a part of the model.</summary>
    public static byte[] Entry(byte[] zip, string name)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        using var stream = archive.Entries.Single(entry => entry.Name == name && entry.FullName.StartsWith(Folder, StringComparison.Ordinal)).Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>The file with another content of a part of the model, or without it where the change gives null.</summary>
    public static byte[] Replace(byte[] zip, string name, Func<byte[], byte[]?> change)
    {
        using var copy = new MemoryStream();
        using (var target = new ZipArchive(copy, ZipArchiveMode.Create, leaveOpen: true))
        using (var source = new ZipArchive(new MemoryStream(zip)))
        {
            foreach (var entry in source.Entries)
            {
                using var stream = entry.Open();
                using var content = new MemoryStream();
                stream.CopyTo(content);
                var bytes = entry.Name == name && entry.FullName.StartsWith(Folder, StringComparison.Ordinal) ? change(content.ToArray()) : content.ToArray();
                if (bytes is null)
                    continue;
                using var written = target.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                written.Write(bytes);
            }
        }
        return copy.ToArray();
    }

    /// <summary>Writes numbers at a distance from the only place where a pattern stands.</summary>
    public static byte[] Overwrite(byte[] bytes, ReadOnlySpan<byte> pattern, int at, params int[] numbers)
    {
        var place = bytes.AsSpan().IndexOf(pattern);
        Assert.IsGreaterThanOrEqualTo(0, place, "the pattern is gone: the layout changed");
        Bytes(numbers).CopyTo(bytes, place + at);
        return bytes;
    }

    /// <summary>Numbers as they stand in a file.</summary>
    public static byte[] Bytes(params int[] numbers) => [.. numbers.SelectMany(BitConverter.GetBytes)];
}
