using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>Reads a column of any type as texts.</summary>
internal static class TextGetter
{
    private static readonly MethodInfo _create =
        typeof(TextGetter).GetMethod(nameof(Create), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>What gives the text of the row where a cursor stands; empty where there is no value.</summary>
    /// <exception cref="ArgumentException">The column has no one value for each row.</exception>
    public static Func<string> Of(DataViewRow row, DataViewSchema.Column column)
    {
        Check(column);
        return (Func<string>)_create.MakeGenericMethod(column.Type.RawType).Invoke(null, [row, column])!;
    }

    /// <summary>Checks that a column can be read as texts.</summary>
    /// <exception cref="ArgumentException">It has no one value for each row.</exception>
    public static void Check(DataViewSchema.Column column)
    {
        if (column.Type is not PrimitiveDataViewType)
        {
            throw new ArgumentException(
                $"Column '{column.Name}' of type {column.Type} has no one value for each row: name a column of texts, keys or numbers.");
        }
    }

    private static Func<string> Create<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var get = row.GetGetter<T>(column);
        T value = default!;
        var names = column.Type is KeyDataViewType ? LabelValues.Of(column)?.Texts().ToArray() : null;
        return () =>
        {
            get(ref value);
            return column.Type is KeyDataViewType ? OfKey(Convert.ToInt32(value, CultureInfo.InvariantCulture), names) : OfValue(value);
        };
    }

    private static string OfKey(int key, string[]? names) =>
        key == 0 ? "" : names?[key - 1] ?? key.ToString(CultureInfo.InvariantCulture);

    private static string OfValue<T>(T value) =>
        value is float.NaN or double.NaN ? "" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
