namespace ResNetMLNet.OnnxRuntime.Export;

/// <summary>An ONNX file that was written, and how well it agrees with its model.</summary>
/// <param name="Path">The file's full path.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="OperatorSet">The version of ONNX's operators in it.</param>
/// <param name="ComparedRows">The rows that were compared; without those whose features are no finite numbers.</param>
/// <param name="GreatestDifference">
/// The greatest difference of a probability, or of a feature in units of its row's largest one where that is above 1.
/// </param>
public sealed record OnnxExportResult(string Path, long Size, int OperatorSet, int ComparedRows, float GreatestDifference);
