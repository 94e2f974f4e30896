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
    private static readonly string[] _names =
    [
        nameof(ResNetTrainer.Options.Architecture),
        nameof(ResNetTrainer.Options.Layout),
        nameof(ResNetTrainer.Options.Stem),
        nameof(ResNetTrainer.Options.PreActivation),
        nameof(ResNetTrainer.Options.FrozenStages),
        nameof(ResNetTrainer.Options.BackboneLearningRate),
        nameof(TorchTrainerOptions.Epoch),
        nameof(TorchTrainerOptions.BatchSize),
        nameof(TorchTrainerOptions.LearningRate),
        nameof(TorchTrainerOptions.LearningRateSchedule),
        nameof(TorchTrainerOptions.Optimizer),
        nameof(TorchTrainerOptions.LabelSmoothing),
        nameof(TorchTrainerOptions.MaxGradientNorm),
        nameof(TorchTrainerOptions.Augmentation),
        nameof(TorchTrainerOptions.ClassWeights),
        nameof(TorchTrainerOptions.ValidationFraction),
        nameof(TorchTrainerOptions.MonitoredMetric),
        nameof(TorchTrainerOptions.EarlyStopping),
        nameof(TorchTrainerOptions.KeepBestWeights),
        nameof(ResNetTrainer.Options.Precision),
        nameof(TorchTrainerOptions.ImageStorage),
    ];

    /// <summary>Those of them that a trainer has.</summary>
    public static IReadOnlyList<PropertyInfo> Properties(Type options) => [.. _names.Select(options.GetProperty).OfType<PropertyInfo>()];

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
}
