using System.Globalization;

namespace ResNetMLNet.Files;

/// <summary>How errors speak of a safetensors stream, whose texts may be of any length and content.</summary>
internal static class SafeTensorsError
{
    private const int LongestName = 100;

    /// <summary>The error of a stream that is not what the format prescribes.</summary>
    /// <param name="what">What is wrong with it, as a sentence without its full stop.</param>
    /// <param name="inner">What told so.</param>
    public static InvalidDataException Damaged(string what, Exception? inner = null) => new(
        $"The weights are damaged or not in the safetensors format: {what}. Save or copy the file again.", inner);

    /// <summary>A name from the stream between quotes, on one line and of bounded length.</summary>
    public static string Quoted(string name)
    {
        var shown = name.Length <= LongestName ? name : $"{name[..LongestName]}...";
        return $"'{string.Concat(shown.Select(character => char.IsControl(character) ? '?' : character))}'";
    }

    /// <summary>A type and a shape: F32 of shape (64, 3, 7, 7).</summary>
    public static string Description(string type, IEnumerable<long> shape) => $"{type} of shape {Shape(shape)}";

    /// <summary>A shape, the same in every country even where a damaged file has a negative dimension: (64, 3, 7, 7).</summary>
    public static string Shape(IEnumerable<long> shape) =>
        $"({string.Join(", ", shape.Select(dimension => dimension.ToString(CultureInfo.InvariantCulture)))})";
}
