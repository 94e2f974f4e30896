using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;

namespace ResNetMLNet.Distributed.Blocks;

/// <summary>Tells models apart by what they are saved as.</summary>
internal static class ModelHash
{
    /// <summary>The SHA-256 of the parts of the saved model, in hexadecimal digits; the times in the archive do not count.</summary>
    public static string Of(ModelOperationsCatalog catalog, ITransformer model)
    {
        using var file = File.Create(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), bufferSize: 1 << 16, FileOptions.DeleteOnClose);
        catalog.Save(model, null, file);
        file.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var archive = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
            Append(hash, entry);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ZipArchiveEntry entry)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(entry.FullName));
        using var content = entry.Open();
        hash.AppendData(SHA256.HashData(content));
    }
}
