using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Featurization;

/// <summary>The shape of one image in a vector column: planes of rows of pixels, as torch has it.</summary>
internal readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>More planes than this are a sign that the pixels' colours lie side by side instead of in planes.</summary>
    private const int MostPlausibleChannels = 4;

    public int Size => Channels * Height * Width;

    public override string ToString() => $"{Channels} x {Height} x {Width}";

    /// <summary>
    /// Reads the shape off a vector type: (channels, height, width), (height, width), or one dimension that is a square of
    /// one or three planes.
    /// </summary>
    /// <param name="type">The type of a column.</param>
    /// <param name="problem">What is wrong with the type and what to do; null if the shape was found.</param>
    public static ImageShape? Of(DataViewType type, out string? problem)
    {
        problem = null;
        if (type is not VectorDataViewType { IsKnownSize: true } vector)
        {
            problem = "a vector of known size; give the column its dimensions, by [VectorType(channels, height, width)] for instance";
            return null;
        }
        var dimensions = vector.Dimensions;
        ImageShape? shape = dimensions.Length switch
        {
            1 => Square(dimensions[0]),
            2 => new ImageShape(1, dimensions[0], dimensions[1]),
            3 => new ImageShape(dimensions[0], dimensions[1], dimensions[2]),
            _ => null,
        };
        if (shape is null)
        {
            problem = "dimensions (channels, height, width) or (height, width), "
                + "or a single one that makes a square image of 1 or 3 channels";
        }
        else if (shape.Value.Channels > MostPlausibleChannels && shape.Value.Width <= MostPlausibleChannels)
        {
            problem = "planes of pixels (channels, height, width); for ExtractPixels set interleavePixelColors to false";
            return null;
        }
        return shape;
    }

    private static ImageShape? Square(int size)
    {
        var channels = size % 3 == 0 && IsSquare(size / 3) ? 3 : 1;
        return IsSquare(size / channels)
            ? new ImageShape(channels, (int)Math.Sqrt(size / channels), (int)Math.Sqrt(size / channels))
            : null;
    }

    private static bool IsSquare(int size) => (int)Math.Sqrt(size) is var side && side * side == size;
}
