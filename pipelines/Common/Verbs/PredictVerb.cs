using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Pipelines.Common.Verbs;

/// <summary>The verb <c>predict</c>: what picture files show.</summary>
internal static class PredictVerb
{
    /// <summary>The option that names the folder of explained pictures.</summary>
    public const string ExplainName = "--explain";

    /// <summary>Makes the verb.</summary>
    /// <param name="description">What it does, for the help.</param>
    /// <param name="images">The program's images.</param>
    /// <param name="console">Where all is written.</param>
    public static Verb Create(string description, IModelImages images, ProgramConsole console)
    {
        var pictures = Options.Pictures();
        var model = Options.ModelFile();
        var top = Options.Top();
        var rejectBelow = Options.RejectBelow();
        var explain = Options.Folder(
            ExplainName,
            "Write each picture as NAME.heatmap.png to DIR, with a map over it of the places that speak for its likeliest class "
            + "(Grad-CAM), from dark blue to light yellow. No file that is there is replaced. "
            + "Default: none is written.");
        var json = Options.Json("one JSON array");
        var verb = new Verb(
            "predict",
            $"{description} Those that cannot be read are listed, and the others are scored.",
            [model, top, rejectBelow, explain, .. images.PredictionOptions, json]);
        verb.Add(pictures);
        return verb.Does((parsed, token) =>
        {
            var ml = DeviceChoice.Auto.CreateContext(seed: 1);
            using var used = console.During("Loading the model ...", _ => ModelFile.Load(ml, parsed.GetValue(model)!, images.Input));
            var files = parsed.GetValue(pictures)!;
            var explained = parsed.GetValue(explain) is { } folder ? ExplainedPictures.Prepare(folder, files) : null;
            using var stopping = ml.CancelBy(token);
            var (readable, faults) = images.Read(ml, used, files, parsed, console, token);
            var predictions = console.During("Scoring the pictures ...", _ => Predictions.Read(
                ml,
                used.Rejecting(ml, readable, parsed.GetValue(rejectBelow)).Transform(readable),
                [.. files.Where((_, i) => faults[i] is null)],
                parsed.GetValue(top),
                token));
            explained?.Write(ml, used, readable, [.. files.Index().Where(file => faults[file.Index] is null)], images, parsed, console, token);
            Write(predictions, parsed.GetValue(json), console);
            return Tell(files, faults, console);
        });
    }

    private static void Write(IReadOnlyList<Prediction> predictions, bool isJson, ProgramConsole console)
    {
        if (isJson)
            console.ResultWriter.WriteLine(JsonText.Of(predictions));
        else if (predictions.Count > 0)
            console.Results.Write(PredictionTable.Of(predictions));
    }

    /// <summary>Names the pictures that cannot be read.</summary>
    /// <returns>The exit code.</returns>
    private static int Tell(string[] files, string?[] faults, ProgramConsole console)
    {
        for (var i = 0; i < files.Length; i++)
        {
            if (faults[i] is { } fault)
                console.WriteError(PlainWriter.Line(PictureFault.Sentence(files[i], fault)));
        }
        return faults.All(fault => fault is null) ? ExitCode.Done : ExitCode.UserError;
    }
}
