using System.CommandLine;
using System.Globalization;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.OnnxRuntime.Export;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Pipelines.Common.Verbs;

/// <summary>The verb <c>export</c>: a saved model as an ONNX file.</summary>
internal static class ExportVerb
{
    /// <summary>Makes the verb.</summary>
    /// <param name="input">What goes into a file that makes the features itself, as part of a sentence.</param>
    /// <param name="images">The program's images.</param>
    /// <param name="console">Where all is written.</param>
    public static Verb Create(string input, IModelImages images, ProgramConsole console)
    {
        var model = Options.ModelFile();
        var output = Options.File(
            "--output",
            "The ONNX file, in a folder that is there. An earlier one is replaced once the new one is compared.",
            isRequired: true);
        var featurization = new Option<bool>("--featurization")
        {
            Description = $"Let the file make the features itself: {input} go in, not features.",
        };
        var rows = Options.Number("--rows", "N", "Compare file and model by N images at most.", 1, int.MaxValue, 256);
        var json = Options.Json("one JSON object");
        return new Verb(
            "export",
            "Write a saved model as an ONNX file, and keep the file only if it gives the model's own probabilities, to 1e-4.",
            [model, output, featurization, .. images.ExportOptions, rows, json]).Does((parsed, token) =>
            {
                var ml = DeviceChoice.Auto.CreateContext(seed: 1);
                using var used = console.During("Loading the model ...", _ => ModelFile.Load(ml, parsed.GetValue(model)!, images.Input));
                var data = images.LoadSample(ml, used, parsed.GetValue(rows), parsed, console, token);
                using var stopping = ml.CancelBy(token);
                var result = console.During("Writing the ONNX file and comparing it with the model ...", status => ml.Model.SaveAsOnnx(
                    used.Transformer,
                    data.Scored.View,
                    parsed.GetValue(output)!,
                    new OnnxExportOptions
                    {
                        IncludeFeaturization = parsed.GetValue(featurization),
                        ComparedRows = parsed.GetValue(rows),
                        ProgressCallback = count => status($"Comparing the ONNX file with the model: {count:N0} images"),
                        CancellationToken = token,
                    }));
                console.ResultWriter.WriteLine(parsed.GetValue(json) ? Json(result, data.Title) : Text(result, data.Title));
                return ExitCode.Done;
            });
    }

    private static string Json(OnnxExportResult result, string dataset) => JsonText.Of(new
    {
        File = result.Path,
        SizeBytes = result.Size,
        result.OperatorSet,
        Dataset = dataset,
        result.ComparedRows,
        result.GreatestDifference,
    });

    private static string Text(OnnxExportResult result, string dataset) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Path}: {result.Size:N0} bytes, opset {result.OperatorSet}; by {result.ComparedRows:N0} images of {dataset} "
        + $"at most {result.GreatestDifference:0.0e-0} from the model");
}
