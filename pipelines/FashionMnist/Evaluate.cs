using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine;
using ResNetMLNet.Pipelines.FashionMnist.Data;

namespace ResNetMLNet.Pipelines.FashionMnist;

/// <summary>The verb <c>evaluate</c>: how good a saved model is on the test images.</summary>
internal static class Evaluate
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(ProgramConsole console)
    {
        var model = Options.ModelFile();
        var data = DataOptions.Folder();
        var testRows = DataOptions.TestRows();
        var json = Options.Json("one JSON object");
        var command = new Command("evaluate", "Score the test images with a saved model and print its figures.")
        {
            model, data, testRows, json,
        };
        command.SetAction((parsed, token) => Task.FromResult(Run(
            parsed.GetValue(model)!,
            parsed.GetValue(data),
            parsed.GetValue(testRows),
            parsed.GetValue(json),
            console,
            token)));
        return command;
    }

    private static int Run(
        string modelFile,
        string? dataFolder,
        int? testRows,
        bool json,
        ProgramConsole console,
        CancellationToken cancellationToken)
    {
        var ml = DeviceChoice.Auto.CreateContext(seed: 1);
        using var model = console.During("Loading the model ...", _ => PixelModel.Load(ml, modelFile));
        var data = Garments.Load(ml, new DataSettings(dataFolder, TrainRows: null, testRows), console, cancellationToken);
        var metrics = ModelScoring.Evaluate(ml, model.Transformer, data, console, cancellationToken);
        var report = EvaluationReport.Of(
            data.Name, data.Scored.Count, KeyNames.Of(data.Scored.View.Schema[ColumnNames.Label]), metrics);
        report.Write(data.Title, metrics, json, console);
        return ExitCode.Done;
    }
}
