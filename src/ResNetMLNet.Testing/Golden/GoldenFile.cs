using System.Text.Encodings.Web;
using System.Text.Json;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Testing.Golden;

/// <summary>A file of rows and what they are taken for: one JSON object, a member for each row.</summary>
internal static class GoldenFile
{
    private static readonly JsonSerializerOptions _options = new()
    {
        AllowDuplicateProperties = false,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads the rows.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or has no row: it would hold for every model.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var golden = JsonSerializer.Deserialize<Dictionary<string, string>>(stream, _options);
            return golden is { Count: > 0 } && !golden.ContainsValue(null!)
                ? golden
                : throw new JsonException("There is no row, or one without a class.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(
                $"'{path}' has no object of rows and classes: mend it, or delete it and let it be written anew.", exception);
        }
    }

    /// <summary>Writes the rows, whole or not at all.</summary>
    public static void Write(string path, IEnumerable<KeyValuePair<string, string>> rows) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, new Dictionary<string, string>(rows), _options));
}
