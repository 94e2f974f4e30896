using Microsoft.ML;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>Rows that many processes may score together.</summary>
/// <param name="View">The rows, in the same order for all.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Fingerprint">What tells them from others.</param>
/// <param name="Model">What scores them, such that a picture that cannot be read has no scores.</param>
/// <param name="KeyColumns">The columns that tell rows apart.</param>
internal sealed record RowsToScore(
    IDataView View, long Count, string Fingerprint, ITransformer Model, params IReadOnlyList<string> KeyColumns);
