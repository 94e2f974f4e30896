using System.Globalization;
using System.Reflection;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Training;

/// <summary>Sets options from texts: the inverse of <see cref="OptionValues"/>.</summary>
internal static class OptionSetter
{
    /// <summary>Sets an option, or by a dotted name a part of one.</summary>
    /// <exception cref="ArgumentException">There is no such name or it takes no such value; nothing is changed.</exception>
    public static void Set(TorchTrainerOptions options, string name, string value)
    {
        var path = name.Split('.', 2);
        var properties = OptionPath.Options(options.GetType()).ToList();
        var option = properties.Find(option => option.Name == path[0])
            ?? throw NoSuch(name, value, $"the options are {Names(properties)}");
        option.SetValue(options, path is [_, var part]
            ? WithPart(option, option.GetValue(options), part, value)
            : Read(option, name, value));
    }

    /// <summary>A copy of a nested option with another value of one part: others may share the option itself.</summary>
    private static object WithPart(PropertyInfo option, object? present, string part, string value)
    {
        var name = $"{option.Name}.{part}";
        var kinds = new OptionPath(option).Kinds;
        present ??= kinds is [var kind] ? Activator.CreateInstance(kind) : null;
        if (present is null || kinds.Count == 0)
            throw NoSuch(name, value, $"{option.Name} is {OptionValues.Text(present)} and has no parts");
        var parts = OptionPath.Parts(present.GetType()).ToList();
        var property = parts.Find(property => property.Name == part)
            ?? throw NoSuch(name, value, $"the parts of {present.GetType().Name} are {Names(parts)}");

        // What the compiler makes of `with`.
        var copy = present.GetType().GetMethod("<Clone>$")!.Invoke(present, null)!;
        property.SetValue(copy, Read(property, name, value));
        return copy;
    }

    private static object? Read(PropertyInfo property, string name, string value)
    {
        var path = new OptionPath(property);
        var isOptional = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
        if (isOptional && value == OptionValues.None)
            return null;
        var orNone = isOptional ? $" or {OptionValues.None}" : "";
        return Parse(path.Type, path.Kinds, value)
            ?? throw new ArgumentException($"{name} is '{value}', it has to be {Expected(path)}{orNone}.", nameof(value));
    }

    private static object? Parse(Type type, IReadOnlyList<Type> kinds, string text)
    {
        var culture = CultureInfo.InvariantCulture;
        return type switch
        {
            { IsEnum: true } => Enum.GetNames(type).Contains(text) ? Enum.Parse(type, text) : null,
            _ when type == typeof(string) => text,
            _ when type == typeof(PretrainedWeights) => PretrainedWeights.Parse(text),
            { IsClass: true } => kinds.FirstOrDefault(kind => kind.Name == text) is { } kind ? Activator.CreateInstance(kind) : null,
            _ when type == typeof(bool) => bool.TryParse(text, out var flag) ? flag : null,
            _ when type == typeof(int) => int.TryParse(text, NumberStyles.Float, culture, out var count) ? count : null,
            _ when type == typeof(float) => float.TryParse(text, NumberStyles.Float, culture, out var single) ? single : null,
            _ when type == typeof(double) => double.TryParse(text, NumberStyles.Float, culture, out var number) ? number : null,
            // A number alone would be days.
            _ when type == typeof(TimeSpan) => text.Contains(':') && TimeSpan.TryParse(text, culture, out var time) ? time : null,
            _ when type == typeof(IReadOnlyList<int>) => ParseList<int>(text),
            _ => ParseList<float>(text),
        };
    }

    private static IReadOnlyList<T>? ParseList<T>(string text)
        where T : struct
    {
        if (text is not ['[', .. var inner, ']'])
            return null;
        var numbers = inner.Split(',', inner.Length > 0 ? StringSplitOptions.None : StringSplitOptions.RemoveEmptyEntries)
            .Select(number => Parse(typeof(T), [], number) as T?)
            .ToList();
        return numbers.Contains(null) ? null : [.. numbers.Select(number => number!.Value)];
    }

    private static string Expected(OptionPath option) => option.Type switch
    {
        { IsEnum: true } type => string.Join(" or ", Enum.GetNames(type)),
        { IsClass: true } => string.Join(" or ", option.Kinds.Select(kind => kind.Name)),
        var type when type == typeof(bool) => "True or False",
        var type when type == typeof(int) => "a whole number",
        var type when type == typeof(float) || type == typeof(double) => "a number",
        var type when type == typeof(TimeSpan) => "a time as 1:30:00",
        var type when type == typeof(IReadOnlyList<int>) => "a list as [2, 2, 2, 3]",
        _ => "a list as [1, 2, 0.5]",
    };

    private static string Names(IEnumerable<PropertyInfo> properties) =>
        string.Join(", ", properties.Select(property => property.Name));

    private static ArgumentException NoSuch(string name, string value, string remedy) =>
        new($"{name} cannot be set to '{value}', there is no such option: {remedy}.", nameof(name));
}
