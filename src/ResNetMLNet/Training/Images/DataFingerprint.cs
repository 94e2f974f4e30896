using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ResNetMLNet.Training.Images;

/// <summary>Tells whether two sets of images are the same.</summary>
internal static class DataFingerprint
{
    /// <summary>SHA-256 over shape, images and classes in their order.</summary>
    public static string Of(ImageSet images)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var pixels = new float[images.Image.Size];
        foreach (var row in RowOrder.InOrder(images.Count))
        {
            images.CopyImages([row], pixels);
            hash.AppendData(MemoryMarshal.AsBytes(pixels.AsSpan()));
            hash.AppendData(BitConverter.GetBytes(images.Labels[row]));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
