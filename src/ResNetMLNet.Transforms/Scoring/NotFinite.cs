using System.Numerics.Tensors;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>Numbers that are not finite, as pixels and scores may be.</summary>
internal static class NotFinite
{
    /// <summary>Whether numbers, of which there is one at least, are not all finite.</summary>
    public static bool IsIn(ReadOnlySpan<float> numbers) => !float.IsFinite(numbers[TensorPrimitives.IndexOfMaxMagnitude(numbers)]);

    /// <summary>
    /// Makes their scores NaN: a fused ReLU turns NaN into 0, so that such an image would get a score that looks like any other.
    /// </summary>
    /// <param name="features">The images, one after another.</param>
    /// <param name="image">The shape of one.</param>
    /// <param name="scores">The numbers taken from the network, as many for each image.</param>
    public static void Spoil(ReadOnlySpan<float> features, ImageShape image, Span<float> scores)
    {
        var rows = features.Length / image.Size;
        var length = scores.Length / rows;
        for (var row = 0; row < rows; row++)
        {
            var pixels = features.Slice(row * image.Size, image.Size);
            if (IsIn(pixels))
                scores.Slice(row * length, length).Fill(float.NaN);
        }
    }
}
