using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace ResNetMLNet.Training;

/// <summary>What values an option takes, by the attribute and the type of its property.</summary>
internal static class OptionRange
{
    /// <summary>Whether a value is one of them; null always is.</summary>
    public static bool Holds(PropertyInfo property, object? value) => value switch
    {
        Enum member => Enum.IsDefined(member.GetType(), member),
        TimeSpan time => time > TimeSpan.Zero,
        _ => property.GetCustomAttribute<RangeAttribute>()?.IsValid(value) ?? true,
    };

    /// <summary>The values in words, as the end of a sentence.</summary>
    public static string Text(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType);
        return Text(type ?? property.PropertyType, property.GetCustomAttribute<RangeAttribute>()) + (type is null ? "" : ", or null");
    }

    private static string Text(Type type, RangeAttribute? range) => range is not null ? Text(range)
        : type.IsEnum ? "one of the enumeration's values"
        : "above 0";

    private static string Text(RangeAttribute range)
    {
        var (low, high) = (Number(range.Minimum), Number(range.Maximum));
        var finite = range.OperandType == typeof(int) ? "" : "a finite number ";
        return (HasLow: range.Minimum is not double.MinValue, HasHigh: range.Maximum is not (double.MaxValue or int.MaxValue)) switch
        {
            (false, _) => "a finite number",
            (_, false) => range.MinimumIsExclusive ? $"{finite}above {low}" : $"{finite}{(finite.Length > 0 ? "of " : "")}at least {low}",
            _ when !range.MinimumIsExclusive => $"from {low} to {(range.MaximumIsExclusive ? "below " : "")}{high}",
            _ => $"above {low} and {(range.MaximumIsExclusive ? "below" : "at most")} {high}",
        };
    }

    private static string Number(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
