using System.CommandLine;
using System.CommandLine.Parsing;
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
        var list = Options.PictureList();
        var model = Options.ModelFile();
        var top = Options.Top();
        var rejectBelow = Options.RejectBelow();
        var explain = Options.Folder(
            ExplainName,
            "Write each picture as NAME.heatmap.png to DIR, with a map over it of the places that speak for its likeliest class "
            + "(Grad-CAM), from dark blue to light yellow. No file that is there is replaced. "
            + "Default: none is written.");
        var json = Options.Json("one JSON array");
        var csv = Options.Csv("file, label, class1, probability1 and so on to --top");
        var verb = new Verb(
            "predict",
            $"{description} Those that cannot be read are listed, and the others are scored. Rows are written as they are scored.",
            [model, list, top, rejectBelow, explain, .. images.PredictionOptions, json, csv]);
        verb.Add(pictures);
        verb.Validators.Add(result => Check(result, pictures, list, json, csv));
        return verb.Does((parsed, token) =>
        {
            var ml = DeviceChoice.Auto.CreateContext(seed: 1);
            using var used = console.During("Loading the model ...", _ => ModelFile.Load(ml, parsed.GetValue(model)!, images.Input));
            using var explained = parsed.GetValue(explain) is { } folder
                ? ExplainedPictures.Prepare(folder, ml, used, (file, heatMap) => images.Overlay(used, file, heatMap, parsed), console)
                : null;
            using var stopping = ml.CancelBy(token);
            var scoring = new PictureScoring(ml, used, images, parsed)
            {
                Top = parsed.GetValue(top),
                RejectBelow = parsed.GetValue(rejectBelow),
            };
            IPredictionWriter output = parsed.GetValue(json) ? new PredictionJson(console.ResultWriter)
                : parsed.GetValue(csv) ? new PredictionCsv(Math.Min(scoring.Top, used.ClassNames.Count), console.DataWriter)
                : new PredictionTables(console);
            var given = new GivenPictures(parsed.GetValue(pictures)!, parsed.GetValue(list), console);
            return new PredictionRun(given, scoring, explained, output, console).Run(token);
        });
    }

    private static void Check(CommandResult result, Argument<string[]> pictures, Option<string?> list, Option<bool> json, Option<bool> csv)
    {
        if (result.GetResult(pictures) is not { Tokens.Count: > 0 } && result.GetResult(list) is null)
            result.AddError($"No picture is given: give PICTURE, a folder of pictures or {list.Name}.");
        if (result.GetResult(json) is not null && result.GetResult(csv) is not null)
            result.AddError($"{json.Name} and {csv.Name} are both given: give one of them.");
    }
}
