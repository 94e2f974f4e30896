using System.Text.Json;
using ResNetMLNet.Files;

namespace ResNetMLNet.Weights;

/// <summary>The texts beside the weights of a network: that their names are PyTorch's, and the names of the classes.</summary>
internal static class WeightsMetadata
{
    /// <summary>The text with the names of the classes in the order of the last layer's rows, a list in JSON.</summary>
    public const string ClassesKey = "resnetmlnet.classes";

    /// <summary>Makes the texts.</summary>
    /// <param name="classNames">One name a class; null where the classes have none.</param>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string>? classNames)
    {
        var texts = new Dictionary<string, string> { ["format"] = "pt" };
        if (classNames is not null)
            texts.Add(ClassesKey, JsonSerializer.Serialize(classNames));
        return texts;
    }

    /// <summary>The names of the classes; null if the texts do not tell them.</summary>
    /// <exception cref="InvalidDataException">They are not as <see cref="Of"/> writes them.</exception>
    public static IReadOnlyList<string>? ClassNames(IReadOnlyDictionary<string, string> texts)
    {
        if (!texts.TryGetValue(ClassesKey, out var text))
            return null;
        try
        {
            return JsonSerializer.Deserialize<string[]>(text) is { } names && !names.Contains(null)
                ? names
                : throw new JsonException("A name is null.");
        }
        catch (JsonException exception)
        {
            throw SafeTensorsError.Damaged($"{SafeTensorsError.Quoted(ClassesKey)} is no list of names", exception);
        }
    }
}
