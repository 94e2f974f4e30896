using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine;
using ResNetMLNet.Pipelines.ImageFolder.Data;

namespace ResNetMLNet.Pipelines.ImageFolder;

/// <summary>The verb <c>predict</c>: what picture files show.</summary>
internal static class Predict
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(ProgramConsole console)
    {
        var model = Options.ModelFile();
        var pictures = Options.Pictures();
        var top = Options.Top();
        var maxMegapixels = PictureOptions.MaxMegapixels();
        var json = Options.Json("one JSON array");
        var command = new Command(
            "predict", "Name what picture files show. Those that cannot be read are listed, and the others are scored.")
        {
            pictures, model, top, maxMegapixels, json,
        };
        command.SetAction((parsed, token) => Task.FromResult(Run(
            parsed.GetValue(model)!,
            parsed.GetValue(pictures)!,
            new PictureCheck(PictureOptions.MostPixels(parsed, maxMegapixels)),
            parsed.GetValue(top),
            parsed.GetValue(json),
            console,
            token)));
        return command;
    }

    private static int Run(
        string modelFile,
        string[] files,
        PictureCheck check,
        int top,
        bool json,
        ProgramConsole console,
        CancellationToken cancellationToken)
    {
        var ml = DeviceChoice.Auto.CreateContext(seed: 1);
        using var model = console.During("Loading the model ...", _ => PathModel.Load(ml, modelFile));
        var faults = check.Check(files, console, cancellationToken);
        var readable = files.Where((_, i) => faults[i] is null).ToList();
        var rows = ml.Data.LoadFromEnumerable(readable.Select(file => new ImageRow { ImagePath = file }));
        var predictions = console.During(
            "Scoring the pictures ...",
            _ => Predictions.Read(model.Transformer.Transform(rows), readable, top, cancellationToken));
        if (json)
            console.ResultWriter.WriteLine(JsonText.Of(predictions));
        else
            console.Results.Write(PredictionTable.Of(predictions));
        for (var i = 0; i < files.Length; i++)
        {
            if (faults[i] is { } fault)
                console.WriteError($"The picture '{files[i]}' cannot be read: {fault}.");
        }

        return readable.Count == files.Length ? ExitCode.Done : ExitCode.UserError;
    }
}
