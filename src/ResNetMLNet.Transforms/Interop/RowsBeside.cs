using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Interop;

/// <summary>Puts columns beside the rows of any data, which ML.NET can and offers to nobody.</summary>
internal static class RowsBeside
{
    /// <summary>The data of the environment that a catalog of trainers works in.</summary>
    public static DataOperationsCatalog Data(this TrainCatalogBase catalog) => new(CatalogUtils.GetEnvironment(catalog));

    /// <summary>The columns of data with those of as many rows behind them.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">The data.</param>
    /// <param name="rows">A row for each of its rows, in the same order.</param>
    public static IDataView Beside<TRow>(this DataOperationsCatalog catalog, IDataView data, IEnumerable<TRow> rows)
        where TRow : class =>
        ZipDataView.Create(CatalogUtils.GetEnvironment(catalog), [data, catalog.LoadFromEnumerable(rows)]);
}
