using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>A row of any schema as text; numbers are written so that equal text means equal bits.</summary>
internal sealed record RowText(DataViewRowId Id, string Values)
{
    private static readonly MethodInfo _getter =
        typeof(RowText).GetMethod(nameof(TypedGetter), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>All rows with the selected columns active.</summary>
    public static IReadOnlyList<RowText> Of(IDataView view, Func<int, bool> selection)
    {
        var active = view.Schema.Where(column => !column.IsHidden && selection(column.Index)).ToList();
        using var cursor = view.GetRowCursor(active);
        var id = cursor.GetIdGetter();
        var getters = active.Select(column => Getter(cursor, column)).ToList();
        var rows = new List<RowText>();
        DataViewRowId rowId = default;
        while (cursor.MoveNext())
        {
            id(ref rowId);
            rows.Add(new RowText(rowId, string.Join(" | ", getters.Select(getter => getter()))));
        }
        return rows;
    }

    /// <summary>Reads one column of a row.</summary>
    public static Func<string> Getter(DataViewRow row, DataViewSchema.Column column) =>
        (Func<string>)_getter.MakeGenericMethod(column.Type.RawType).Invoke(null, [row, column])!;

    private static Func<string> TypedGetter<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return Write(value);
        };
    }

    private static string Write(object? value) => value switch
    {
        null => "null",
        VBuffer<float> vector => string.Join(' ', vector.DenseValues().Select(number => number.ToString("R", CultureInfo.InvariantCulture))),
        VBuffer<byte> vector => string.Join(' ', vector.DenseValues()),
        VBuffer<int> vector => string.Join(' ', vector.DenseValues()),
        VBuffer<ReadOnlyMemory<char>> vector => string.Join(' ', vector.DenseValues()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
