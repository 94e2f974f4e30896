using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.ML;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>The weights as they lie in the model file.</summary>
internal static class SavedWeights
{
    public static string Sha256(ITransformer model)
    {
        var ml = new MLContext();
        using var file = new MemoryStream();
        ml.Model.Save(model, null, file);
        using var zip = new ZipArchive(file);
        var entry = zip.Entries.Single(entry => entry.Name == "Network.safetensors");
        using var stream = entry.Open();
        return Convert.ToHexString(SHA256.HashData(stream));
    }
}
