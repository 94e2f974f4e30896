using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ResNetMLNet.Training.Images;

/// <summary>Tells whether two sets hold the same rows in the same order.</summary>
internal static class DataFingerprint
{
    /// <summary>The SHA-256 of shape, count, images, labels and weights of a set, in hexadecimal digits.</summary>
    public static string Of(ImageSet images)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (channels, height, width) = images.Image;

        // The shape and the counts tell where each of the parts ends that follow.
        Append<int>([channels, height, width, images.Count, images.Weights?.Count ?? 0]);
        for (var row = 0; row < images.Count; row++)
            Append(images.Pixels(row));
        Append<int>([.. images.Labels]);
        Append<float>([.. images.Weights ?? []]);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append<T>(ReadOnlySpan<T> values)
            where T : unmanaged => hash.AppendData(MemoryMarshal.AsBytes(values));
    }
}
