using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ResNetMLNet.Training.Images;

/// <summary>
/// Tells whether two sets hold the same rows in the same order: the SHA-256 of shape, counts, images, labels and weights. The
/// images are given one by one, as they come.
/// </summary>
internal sealed class DataFingerprint : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ImageSet _images;
    private int _appended;

    /// <param name="images">The set, with all its labels and weights.</param>
    public DataFingerprint(ImageSet images)
    {
        _images = images;
        AppendCounts();
    }

    /// <summary>The fingerprint of a set whose images are all there, in hexadecimal digits.</summary>
    public static string Of(ImageSet images)
    {
        using var fingerprint = new DataFingerprint(images);
        var pixels = new float[images.Image.Size];
        for (var row = 0; row < images.Count; row++)
        {
            images.CopyImage(row, pixels);
            fingerprint.Append(pixels);
        }
        return fingerprint.End();
    }

    /// <summary>The fingerprint of labels and weights alone.</summary>
    public static string OfLabels(ImageSet images)
    {
        using var fingerprint = new DataFingerprint(images);
        return fingerprint.End();
    }

    /// <summary>Takes an image that has been read, if it is the set's next one.</summary>
    public void Offer(int place, ReadOnlySpan<float> pixels)
    {
        if (_appended < _images.Count && _images.Place(_appended) == place)
            Append(pixels);
    }

    /// <summary>Takes bytes that stand for an image.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    /// <summary>Takes the values of an image.</summary>
    public void Append(ReadOnlySpan<float> pixels)
    {
        Append<float>(pixels);
        _appended++;
    }

    /// <summary>The fingerprint in hexadecimal digits, behind the last image.</summary>
    public string End()
    {
        Append<int>([.. _images.Labels]);
        Append<float>([.. _images.Weights ?? []]);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    /// <summary>The shape and the counts tell where each of the parts ends that follow.</summary>
    private void AppendCounts()
    {
        var (channels, height, width) = _images.Image;
        Append<int>([channels, height, width, _images.Count, _images.Weights?.Count ?? 0]);
    }

    private void Append<T>(ReadOnlySpan<T> values)
        where T : unmanaged => _hash.AppendData(MemoryMarshal.AsBytes(values));
}
