using System.Text.Encodings.Web;
using System.Text.Json;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Onnx;

/// <summary>The keys of a file's metadata and the form of their values.</summary>
internal static class OnnxMetadata
{
    /// <summary>The version of this library.</summary>
    public const string Version = "version";

    /// <summary>The kind of the network's blocks, and their number where nothing else gives it, a name of its enumeration.</summary>
    public const string Architecture = "architecture";

    /// <summary>The number of blocks in each group, a JSON array; missing where it is the architecture's.</summary>
    public const string Blocks = "blocks";

    /// <summary>The channels within the blocks of each group, a JSON array; missing where they are the family's.</summary>
    public const string Widths = "widths";

    /// <summary>The network's parameters beside the kernels, a name of its enumeration.</summary>
    public const string Layout = "layout";

    /// <summary>The network's first layers, a name of its enumeration.</summary>
    public const string Stem = "stem";

    /// <summary>Whether blocks activate first: true or false.</summary>
    public const string PreActivation = "preActivation";

    /// <summary>The shape of the network's images: channels, height and width in a JSON array.</summary>
    public const string Image = "image";

    /// <summary>The column of the model that the graph's input corresponds to.</summary>
    public const string InputColumn = "inputColumn";

    /// <summary>The column of the model that the graph's output corresponds to.</summary>
    public const string OutputColumn = "outputColumn";

    /// <summary>The names of the classes in order of their scores, a JSON array; missing where the model knows none.</summary>
    public const string Classes = "classes";

    /// <summary>The probability below which the model names no class, a number; missing where it always names one.</summary>
    public const string RejectBelow = "rejectBelow";

    /// <summary>How the graph makes features of its input, a JSON object; missing where its input are features.</summary>
    public const string Featurization = "featurization";

    // It is read as JSON, not as a part of a page: letters of any script may stay what they are.
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>A value as JSON.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>The shape of images as JSON.</summary>
    public static string Json(ImageShape image) => Json<int[]>([image.Channels, image.Height, image.Width]);
}
