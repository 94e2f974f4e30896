using System.Collections;
using System.Globalization;
using System.Reflection;

namespace ResNetMLNet.Training;

/// <summary>The values of options as texts, so that they can be printed and compared.</summary>
internal static class OptionValues
{
    /// <summary>
    /// All options that shape the trained weights, by their names, the parts of nested ones by dotted names: <c>Optimizer</c>,
    /// <c>Optimizer.Momentum</c>. Column names, callbacks, folders and the like are not among them.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(ResNetTrainer.Options options)
    {
        var values = new OrderedDictionary<string, string>();
        Add(nameof(options.Stem), options.Stem);
        Add(nameof(options.Epoch), options.Epoch);
        Add(nameof(options.BatchSize), options.BatchSize);
        Add(nameof(options.LearningRate), options.LearningRate);
        Add(nameof(options.LearningRateSchedule), options.LearningRateSchedule);
        Add(nameof(options.Optimizer), options.Optimizer);
        Add(nameof(options.LabelSmoothing), options.LabelSmoothing);
        Add(nameof(options.MaxGradientNorm), options.MaxGradientNorm);
        Add(nameof(options.Augmentation), options.Augmentation);
        Add(nameof(options.ClassWeights), options.ClassWeights);
        Add(nameof(options.ValidationFraction), options.ValidationFraction);
        Add(nameof(options.MonitoredMetric), options.MonitoredMetric);
        Add(nameof(options.EarlyStopping), options.EarlyStopping);
        Add(nameof(options.KeepBestWeights), options.KeepBestWeights);
        Add(nameof(options.Precision), options.Precision);
        return values;

        void Add(string name, object? value)
        {
            var isNested = value is not null && !value.GetType().IsValueType && value is not IEnumerable;
            values[name] = isNested ? value!.GetType().Name : Text(value);
            if (!isNested)
                return;
            var properties = value!.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance);
            foreach (var property in properties.OrderBy(property => property.Name, StringComparer.Ordinal))
                values[$"{name}.{property.Name}"] = Text(property.GetValue(value));
        }
    }

    /// <summary>A value as its text, the same in every country; <c>none</c> for null.</summary>
    public static string Text(object? value) => value switch
    {
        null => "none",
        string text => text,
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Text))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
