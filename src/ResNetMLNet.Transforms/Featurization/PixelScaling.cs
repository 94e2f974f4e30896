using System.Globalization;
using System.Numerics.Tensors;
using Microsoft.ML;

namespace ResNetMLNet.Transforms.Featurization;

/// <summary>How pixel values become features: times a scale, less a mean, by a standard deviation.</summary>
/// <param name="Scale">The factor of a pixel value.</param>
/// <param name="Mean">The mean to subtract after scaling: one for all channels or one a channel.</param>
/// <param name="StandardDeviation">The standard deviation to divide by: one for all channels or one a channel.</param>
internal sealed record PixelScaling(float Scale, IReadOnlyList<float> Mean, IReadOnlyList<float> StandardDeviation)
{
    /// <exception cref="ArgumentOutOfRangeException">A number cannot be computed with.</exception>
    public PixelScaling Checked()
    {
        if (!float.IsFinite(Scale) || Scale == 0)
            throw OutOfRange("scale", Scale, "a finite number other than 0");
        foreach (var mean in Mean.Where(mean => !float.IsFinite(mean)))
            throw OutOfRange("mean", mean, "a finite number");
        foreach (var deviation in StandardDeviation.Where(deviation => !float.IsFinite(deviation) || deviation <= 0))
            throw OutOfRange("standardDeviation", deviation, "a finite number above 0");
        if (Mean.Count == 0 || StandardDeviation.Count == 0)
        {
            throw new ArgumentOutOfRangeException(
                "mean",
                "mean and standardDeviation have no number: give one for all channels or one a channel, or leave them null.");
        }
        return this;
    }

    /// <summary>Whether there are as many numbers as an image has channels.</summary>
    public bool Fits(ImageShape image) =>
        (Mean.Count == 1 || Mean.Count == image.Channels)
        && (StandardDeviation.Count == 1 || StandardDeviation.Count == image.Channels);

    /// <summary>Scales an image in place.</summary>
    public void Apply(Span<float> pixels, ImageShape image)
    {
        var plane = image.Height * image.Width;
        var (factors, offsets) = PerChannel(image.Channels);
        for (var channel = 0; channel < image.Channels; channel++)
        {
            var values = pixels.Slice(channel * plane, plane);
            TensorPrimitives.Multiply(values, factors[channel], values);
            TensorPrimitives.Subtract(values, offsets[channel], values);
        }
    }

    /// <summary>What each channel's pixels are multiplied by, and what is subtracted after that.</summary>
    public (float[] Factors, float[] Offsets) PerChannel(int channels)
    {
        var factors = new float[channels];
        var offsets = new float[channels];
        for (var channel = 0; channel < channels; channel++)
        {
            var deviation = StandardDeviation[StandardDeviation.Count == 1 ? 0 : channel];
            factors[channel] = Scale / deviation;
            offsets[channel] = Mean[Mean.Count == 1 ? 0 : channel] / deviation;
        }
        return (factors, offsets);
    }

    public void Save(ModelSaveContext context)
    {
        context.Writer.Write(Scale);
        foreach (var numbers in new[] { Mean, StandardDeviation })
        {
            context.Writer.Write(numbers.Count);
            foreach (var number in numbers)
                context.Writer.Write(number);
        }
    }

    public static PixelScaling Load(ModelLoadContext context) =>
        new PixelScaling(context.Reader.ReadSingle(), LoadNumbers(context), LoadNumbers(context)).Checked();

    private static float[] LoadNumbers(ModelLoadContext context)
    {
        var count = context.Reader.ReadInt32();
        if (count < 1 || count > (context.Reader.BaseStream.Length - context.Reader.BaseStream.Position) / sizeof(float))
        {
            throw new InvalidDataException(
                $"The model is damaged: the scaling of its pixels has {count} numbers where fewer bytes follow. "
                + "Save or copy the file again.");
        }
        var numbers = new float[count];
        for (var i = 0; i < count; i++)
            numbers[i] = context.Reader.ReadSingle();
        return numbers;
    }

    private static ArgumentOutOfRangeException OutOfRange(string name, float value, string expected) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}, it has to be {expected}."));
}
