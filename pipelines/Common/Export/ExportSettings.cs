namespace ResNetMLNet.Pipelines.Common.Export;

/// <summary>What the verb <c>export</c> writes, and how.</summary>
/// <param name="ModelFile">The model.</param>
/// <param name="Output">The ONNX file.</param>
/// <param name="IncludesFeaturization">Whether the file makes the features itself.</param>
/// <param name="Rows">How many rows the file is compared by at most.</param>
/// <param name="IsJson">Whether the result is JSON.</param>
internal sealed record ExportSettings(string ModelFile, string Output, bool IncludesFeaturization, int Rows, bool IsJson);
