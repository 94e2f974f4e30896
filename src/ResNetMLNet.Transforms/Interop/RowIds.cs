using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Interop;

/// <summary>The numbers that rows have in errors.</summary>
internal static class RowIds
{
    /// <summary>A row's number where it was first read; a position would count those of one thread only.</summary>
    public static ulong Id(this DataViewRow row)
    {
        DataViewRowId id = default;
        row.GetIdGetter()(ref id);
        return id.Low;
    }
}
