using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>The fields that the files of all models of images have, written and read one way.</summary>
internal static class ModelFields
{
    /// <summary>Writes the shape of the images: three numbers.</summary>
    public static void SaveImage(ModelSaveContext context, ImageShape image)
    {
        context.Writer.Write(image.Channels);
        context.Writer.Write(image.Height);
        context.Writer.Write(image.Width);
    }

    /// <summary>Reads what <see cref="SaveImage"/> wrote.</summary>
    /// <exception cref="InvalidDataException">No image has this shape.</exception>
    public static ImageShape LoadImage(ModelLoadContext context)
    {
        var image = new ImageShape(
            LoadCount(context, "image channels"), LoadCount(context, "image height"), LoadCount(context, "image width"));
        return (long)image.Channels * image.Height * image.Width <= Array.MaxLength
            ? image
            : throw Damaged($"its images are of {image}");
    }

    /// <summary>Reads a number of things of which there is at least one.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static int LoadCount(ModelLoadContext context, string what) => context.Reader.ReadInt32() is > 0 and var count
        ? count
        : throw Damaged($"its number of {what} is not positive");

    /// <summary>Writes whether there are label values, and those.</summary>
    public static void SaveLabelValues(ModelSaveContext context, IHostEnvironment environment, LabelValues? values)
    {
        context.Writer.Write(values is not null);
        values?.Save(environment, context.Writer.BaseStream);
    }

    /// <summary>Reads what <see cref="SaveLabelValues"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The values are damaged, or not one a class.</exception>
    public static LabelValues? LoadLabelValues(ModelLoadContext context, IHostEnvironment environment, int classCount)
    {
        var values = context.Reader.ReadBoolean() ? LabelValues.Load(environment, context.Reader.BaseStream) : null;
        return values is null || values.Type.Size == classCount
            ? values
            : throw Damaged($"it has {values.Type.Size} label values for {classCount} classes");
    }

    /// <summary>The error of a file that is not as it was written.</summary>
    public static InvalidDataException Damaged(string what, Exception? inner = null) =>
        new($"The model is damaged: {what}. Save or copy the file again.", inner);
}
