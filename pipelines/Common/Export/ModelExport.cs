using Microsoft.ML;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.OnnxRuntime.Export;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Pipelines.Common.Export;

/// <summary>Writes a model as an ONNX file and tells how well it agrees.</summary>
internal static class ModelExport
{
    /// <summary>Writes the file and the result.</summary>
    /// <param name="ml">ML.NET.</param>
    /// <param name="model">The model.</param>
    /// <param name="sample">The images that file and model are compared by.</param>
    /// <param name="dataset">Which images they are.</param>
    /// <param name="settings">What is written, and how.</param>
    /// <param name="console">Where it is told.</param>
    /// <param name="cancellationToken">Ends it without a file.</param>
    public static void Run(
        MLContext ml,
        ITransformer model,
        IDataView sample,
        string dataset,
        ExportSettings settings,
        ProgramConsole console,
        CancellationToken cancellationToken)
    {
        var result = console.During("Writing the ONNX file and comparing it with the model ...", status => ml.Model.SaveAsOnnx(
            model,
            sample,
            settings.Output,
            new OnnxExportOptions
            {
                IncludeFeaturization = settings.IncludesFeaturization,
                ComparedRows = settings.Rows,
                ProgressCallback = rows => status($"Comparing the ONNX file with the model: {rows:N0} images"),
                CancellationToken = cancellationToken,
            }));
        console.ResultWriter.WriteLine(ExportText.Of(result, dataset, settings.IsJson));
    }
}
