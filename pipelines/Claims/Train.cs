using System.Globalization;
using Microsoft.ML;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Pipelines.Claims;

/// <summary>The verb <c>train</c>: learns from claims, tests on a quarter of them, and saves the chain in two forms.</summary>
internal static class Train
{
    /// <summary>The chain as it was trained.</summary>
    public const string ModelName = "model.zip";

    /// <summary>The same with our network in ONNX Runtime.</summary>
    public const string OnnxRuntimeModelName = "model-onnxruntime.zip";

    /// <summary>Makes the verb.</summary>
    public static Verb Create(ProgramConsole console)
    {
        var data = Options.Folder("--data", "The folder with claims.tsv; without one, claims are made up there.", "artifacts/claims");
        var temp = Options.Folder("--temp", "Where ML.NET looks for pretrained weights and keeps them.", Path.GetTempPath());
        var epochs = Options.Number("--epochs", "N", "Passes over the claims.", 1, 1000, 10);
        return new Verb("train", "Learn from claims, and save the model beside them.", data, temp, epochs).Does((parsed, token) =>
        {
            // Before anything that takes time: a training whose result cannot be written is lost.
            var folder = OutputFolder.Prepare(parsed.GetValue(data)!, "--data");
            var pretrained = Path.GetFullPath(parsed.GetValue(temp)!);
            WritableFolder.Require(pretrained, "The folder for pretrained weights", "Choose another one with --temp.");
            return Run(folder, pretrained, parsed.GetValue(epochs), console, token);
        });
    }

    private static int Run(OutputFolder folder, string temp, int epochs, ProgramConsole console, CancellationToken cancellationToken)
    {
        // The text trainer's last layer begins with numbers of TorchSharp's own generator, which no seed of ML.NET reaches.
        TorchSharp.torch.random.manual_seed(1);
        var ml = new MLContext(seed: 1) { TempFilePath = temp };
        var claims = ClaimData.Load(ml, folder.Path, console.WriteNotice);
        var pipeline = ClaimPipeline.Create(ml, folder.Path, epochs);
        using var model = (IDisposable)PretrainedText.Fit(ml, pipeline, claims.TrainSet, console.WriteNotice);
        cancellationToken.ThrowIfCancellationRequested();
        Test(ml, (ITransformer)model, claims.TestSet, console);
        Save(ml, (ITransformer)model, claims.TrainSet.Schema, folder, console);
        return ExitCode.Done;
    }

    private static void Test(MLContext ml, ITransformer model, IDataView claims, ProgramConsole console)
    {
        var accuracy = ml.MulticlassClassification.Evaluate(model.Transform(claims)).MicroAccuracy;
        console.ResultWriter.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{accuracy:P0} of the decisions on claims not trained on are right."));
    }

    private static void Save(MLContext ml, ITransformer model, DataViewSchema schema, OutputFolder folder, ProgramConsole console)
    {
        using var converted = (IDisposable)ml.Model.ToOnnxRuntime(model);
        folder.Write(ModelName, stream => ModelFile.Save(ml, model, schema, stream));
        folder.Write(OnnxRuntimeModelName, stream => ModelFile.Save(ml, (ITransformer)converted, schema, stream));
        console.ResultWriter.WriteLine($"{ModelName} and {OnnxRuntimeModelName} are in {folder.Path}. See 'ask --help'.");
    }
}
