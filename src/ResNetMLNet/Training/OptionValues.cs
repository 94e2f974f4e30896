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
    /// The options that shape the trained weights, in the order of the text. Column names, callbacks, folders and the like are
    /// not among them.
    /// </summary>
    public static IReadOnlyList<PropertyInfo> Properties { get; } =
    [
        Property(nameof(ResNetTrainer.Options.Stem)),
        Property(nameof(ResNetTrainer.Options.Epoch)),
        Property(nameof(ResNetTrainer.Options.BatchSize)),
        Property(nameof(ResNetTrainer.Options.LearningRate)),
        Property(nameof(ResNetTrainer.Options.LearningRateSchedule)),
        Property(nameof(ResNetTrainer.Options.Optimizer)),
        Property(nameof(ResNetTrainer.Options.LabelSmoothing)),
        Property(nameof(ResNetTrainer.Options.MaxGradientNorm)),
        Property(nameof(ResNetTrainer.Options.Augmentation)),
        Property(nameof(ResNetTrainer.Options.ClassWeights)),
        Property(nameof(ResNetTrainer.Options.ValidationFraction)),
        Property(nameof(ResNetTrainer.Options.MonitoredMetric)),
        Property(nameof(ResNetTrainer.Options.EarlyStopping)),
        Property(nameof(ResNetTrainer.Options.KeepBestWeights)),
        Property(nameof(ResNetTrainer.Options.Precision)),
    ];

    /// <summary>
    /// The values of all these options by their names, the parts of nested ones by dotted names: <c>Optimizer</c>,
    /// <c>Optimizer.Momentum</c>.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(ResNetTrainer.Options options)
    {
        var values = new OrderedDictionary<string, string>();
        foreach (var property in Properties)
        {
            var value = property.GetValue(options);
            if (!property.PropertyType.IsClass || value is null)
            {
                values[property.Name] = Text(value);
                continue;
            }

            values[property.Name] = value.GetType().Name;
            foreach (var part in Parts(value.GetType()))
                values[$"{property.Name}.{part.Name}"] = Text(part.GetValue(value));
        }

        return values;
    }

    /// <summary>The parts of a nested option, in the order of the text.</summary>
    public static IEnumerable<PropertyInfo> Parts(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .OrderBy(property => property.Name, StringComparer.Ordinal);

    /// <summary>A value as its text, the same in every country; <see cref="None"/> for null.</summary>
    public static string Text(object? value) => value switch
    {
        null => None,
        string text => text,
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Text))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static PropertyInfo Property(string name) => typeof(ResNetTrainer.Options).GetProperty(name)!;
}
