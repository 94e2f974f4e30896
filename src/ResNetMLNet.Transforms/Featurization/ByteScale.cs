using System.Runtime.Intrinsics;

namespace ResNetMLNet.Transforms.Featurization;

/// <summary>How the bytes of a channel become features; the numbers are those of <see cref="PixelScaling.Apply"/> bit for bit.</summary>
/// <param name="Factor">What a byte is multiplied by.</param>
/// <param name="Offset">What is subtracted after that.</param>
internal readonly record struct ByteScale(float Factor, float Offset)
{
    /// <summary>The feature of a byte.</summary>
    public float Of(byte value) => (value * Factor) - Offset;

    /// <summary>Makes the features of pixels.</summary>
    /// <param name="pixels">The pixels.</param>
    /// <param name="shift">The bits below the channel's byte.</param>
    /// <param name="features">Room for as many features.</param>
    public void Apply(ReadOnlySpan<uint> pixels, int shift, Span<float> features)
    {
        var place = 0;
        for (; place <= pixels.Length - Vector256<uint>.Count; place += Vector256<uint>.Count)
        {
            var bytes = (Vector256.Create(pixels[place..]) >> shift) & Vector256.Create<uint>(byte.MaxValue);
            var values = (Vector256.ConvertToSingle(bytes.AsInt32()) * Factor) - Vector256.Create(Offset);
            values.CopyTo(features[place..]);
        }
        for (; place < pixels.Length; place++)
            features[place] = Of((byte)(pixels[place] >> shift));
    }
}
