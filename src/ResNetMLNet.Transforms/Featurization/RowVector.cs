using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Transforms.Featurization;

/// <summary>Reads vectors off rows into buffers that are used again.</summary>
internal static class RowVector
{
    /// <summary>Copies all values of a row's vector.</summary>
    /// <remarks>
    /// ML.NET holds no row to the length that its column declares, and a null array becomes a vector of no values: what is
    /// shorter would be completed by the row before.
    /// </remarks>
    /// <exception cref="InvalidOperationException">There are fewer or more values than there is room for.</exception>
    public static void CopyAllTo<T>(
        this in VBuffer<T> vector, Span<T> destination, IExceptionContext context, DataViewRow row, string columnName)
    {
        if (vector.Length != destination.Length)
        {
            throw context.Except(
                $"The row of id {row.Id()} has {vector.Length} values in column '{columnName}', which has to have "
                + $"{destination.Length} in every row: complete the row, or remove it.");
        }
        vector.CopyTo(destination);
    }
}
