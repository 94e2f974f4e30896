using System.Collections;
using System.Globalization;
using System.Reflection;

namespace ResNetMLNet.Training;

/// <summary>The values of options as texts, so that they can be printed and compared.</summary>
internal static class OptionValues
{
    /// <summary>How no value is written.</summary>
    public const string None = "none";

    /// <summary>
    /// The options that shape the trained weights. Column names, folders and times are not among them; a seed is that of the
    /// context where there is none.
    /// </summary>
    public static IEnumerable<PropertyInfo> Properties(Type options) => OptionPath.Options(options).Where(option =>
        option.Name is not (nameof(TorchTrainerOptions.Seed) or nameof(TorchTrainerOptions.Resume))
        && !OptionPath.NamesFile(option.PropertyType)
        && option.PropertyType != typeof(TimeSpan?));

    /// <summary>
    /// The values of all these options by their names, the parts of nested ones by dotted names: <c>Optimizer</c>,
    /// <c>Optimizer.Momentum</c>.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(TorchTrainerOptions options)
    {
        var values = new OrderedDictionary<string, string>();
        foreach (var property in Properties(options.GetType()))
        {
            var value = property.GetValue(options);
            if (value is null || !property.PropertyType.IsClass)
            {
                values[property.Name] = Text(value);
                continue;
            }

            values[property.Name] = value.GetType().Name;
            foreach (var part in OptionPath.Parts(value.GetType()))
                values[$"{property.Name}.{part.Name}"] = Text(part.GetValue(value));
        }

        return values;
    }

    /// <summary>The value of a property as its text.</summary>
    public static string Of(object owner, string name) => Text(owner.GetType().GetProperty(name)!.GetValue(owner));

    /// <summary>A value as its text, the same in every country; <see cref="None"/> for null.</summary>
    public static string Text(object? value) => value switch
    {
        null => None,
        string text => text,
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Text))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
