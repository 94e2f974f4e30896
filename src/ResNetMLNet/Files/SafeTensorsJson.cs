using System.Text.Json;

namespace ResNetMLNet.Files;

/// <summary>The JSON of a safetensors header, read word by word: no tree of it is built.</summary>
internal static class SafeTensorsJson
{
    /// <summary>A hundred times what a ResNet-152 has.</summary>
    private const int MostTensors = 100_000;

    /// <summary>More than libtorch computes with.</summary>
    private const int MostDimensions = 64;

    /// <summary>Reads the tensors as they are described; whether the descriptions are consistent is not looked at.</summary>
    /// <param name="header">The header without its length.</param>
    /// <param name="metadata">The texts beside the tensors.</param>
    /// <exception cref="InvalidDataException">The header is not what the format prescribes, or says a thing twice.</exception>
    public static Dictionary<string, SafeTensorsEntry> Parse(
        ReadOnlySpan<byte> header, out IReadOnlyDictionary<string, string> metadata)
    {
        try
        {
            var json = new Utf8JsonReader(header, isFinalBlock: true, state: default);
            var entries = ReadEntries(ref json, out metadata);
            // Anything but white space behind the object is an error to the JSON reader.
            json.Read();
            return entries;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw SafeTensorsError.Damaged("its header is not the JSON object that the format prescribes", exception);
        }
    }

    private static Dictionary<string, SafeTensorsEntry> ReadEntries(
        ref Utf8JsonReader json, out IReadOnlyDictionary<string, string> metadata)
    {
        var entries = new Dictionary<string, SafeTensorsEntry>();
        Dictionary<string, string>? texts = null;
        Expect(ref json, JsonTokenType.StartObject);
        while (NextName(ref json) is { } name)
        {
            if (name == SafeTensorsHeader.MetadataKey)
                texts = texts is null ? ReadTexts(ref json) : throw Twice(SafeTensorsError.Quoted(name));
            else if (!entries.TryAdd(name, ReadEntry(ref json, name)))
                throw Twice($"tensor {SafeTensorsError.Quoted(name)}");
            if (entries.Count > MostTensors)
                throw SafeTensorsError.Damaged($"its header describes more than {MostTensors} tensors");
        }
        metadata = texts ?? [];
        return entries;
    }

    private static Dictionary<string, string> ReadTexts(ref Utf8JsonReader json)
    {
        var texts = new Dictionary<string, string>();
        Expect(ref json, JsonTokenType.StartObject);
        while (NextName(ref json) is { } name)
        {
            Expect(ref json, JsonTokenType.String);
            if (!texts.TryAdd(name, json.GetString()!))
                throw Twice($"the text {SafeTensorsError.Quoted(name)}");
        }
        return texts;
    }

    private static SafeTensorsEntry ReadEntry(ref Utf8JsonReader json, string name)
    {
        var keys = new HashSet<string>();
        var (type, shape, offsets) = ((string?)null, (List<long>?)null, (List<long>?)null);
        Expect(ref json, JsonTokenType.StartObject);
        while (NextName(ref json) is { } key)
        {
            if (!keys.Add(key))
                throw Twice($"{SafeTensorsError.Quoted(key)} of tensor {SafeTensorsError.Quoted(name)}");
            Expect(ref json, key == "dtype" ? JsonTokenType.String : JsonTokenType.StartArray);
            switch (key)
            {
                case "dtype":
                    type = json.GetString();
                    break;
                case "shape":
                    shape = ReadNumbers(ref json, name);
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(ref json, name);
                    break;
                default:
                    throw new JsonException(key);
            }
        }
        if (type is null || shape is null || offsets is null)
            throw new JsonException(name);
        if (offsets.Count != 2)
            throw Damaged(name, $"{offsets.Count} data offsets instead of 2");
        return new SafeTensorsEntry(type, shape, offsets[0], offsets[1]);
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader json, string name)
    {
        var numbers = new List<long>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(json.GetInt64());
            if (numbers.Count > MostDimensions)
                throw Damaged(name, $"a list of more than {MostDimensions} numbers");
        }
        return numbers;
    }

    /// <summary>The name of the object's next value, or null at the object's end.</summary>
    private static string? NextName(ref Utf8JsonReader json) =>
        json.Read() && json.TokenType == JsonTokenType.PropertyName ? json.GetString() : null;

    private static void Expect(ref Utf8JsonReader json, JsonTokenType type)
    {
        if (!json.Read() || json.TokenType != type)
            throw new JsonException($"{type} is missing.");
    }

    private static InvalidDataException Damaged(string name, string what) =>
        SafeTensorsError.Damaged($"tensor {SafeTensorsError.Quoted(name)} has {what}");

    private static InvalidDataException Twice(string what) => SafeTensorsError.Damaged($"{what} stands in it twice");
}
