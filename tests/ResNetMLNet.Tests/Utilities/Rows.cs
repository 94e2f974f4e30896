using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>One row of a view of pixels and labels.</summary>
internal sealed record ImageRow(DataViewRowId Id, byte[] Pixels, uint Label);

internal static class Rows
{
    /// <summary>All rows in the order of one cursor.</summary>
    public static List<ImageRow> Of(IDataView view, Random? rand = null)
    {
        using var cursor = view.GetRowCursor(view.Schema, rand);
        return Of(cursor);
    }

    public static List<ImageRow> Of(DataViewRowCursor cursor)
    {
        var ids = cursor.GetIdGetter();
        var pixels = cursor.GetGetter<VBuffer<byte>>(cursor.Schema[0]);
        var labels = cursor.GetGetter<uint>(cursor.Schema[1]);
        var rows = new List<ImageRow>();
        while (cursor.MoveNext())
        {
            DataViewRowId id = default;
            VBuffer<byte> image = default;
            uint label = 0;
            ids(ref id);
            pixels(ref image);
            labels(ref label);
            rows.Add(new ImageRow(id, [.. image.DenseValues()], label));
        }

        return rows;
    }

    /// <summary>Name, type and annotations of each column.</summary>
    public static string[] Columns(DataViewSchema schema) => [.. schema.Select(column => column.ToString())];

    public static string[] KeyValues(IDataView view, string column = "Label")
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema[column].GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
