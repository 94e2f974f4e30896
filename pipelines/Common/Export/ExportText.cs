using System.Globalization;
using ResNetMLNet.OnnxRuntime.Export;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Pipelines.Common.Export;

/// <summary>The result of the verb <c>export</c>.</summary>
internal static class ExportText
{
    /// <summary>One line, or a JSON object.</summary>
    public static string Of(OnnxExportResult result, string dataset, bool isJson) => isJson
        ? JsonText.Of(new
        {
            File = result.Path,
            SizeBytes = result.Size,
            result.OperatorSet,
            Dataset = dataset,
            result.ComparedRows,
            result.GreatestDifference,
        })
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Path}: {result.Size:N0} bytes, opset {result.OperatorSet}; by {result.ComparedRows:N0} images of {dataset} "
            + $"at most {result.GreatestDifference:0.0e-0} from the model");
}
