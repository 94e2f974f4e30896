using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Pipelines.Common.Verbs;

/// <summary>The verb <c>evaluate</c>: how good a saved model is.</summary>
internal static class EvaluateVerb
{
    /// <summary>Makes the verb.</summary>
    /// <param name="scored">What is scored, for the help.</param>
    /// <param name="images">The program's images.</param>
    /// <param name="console">Where all is written.</param>
    public static Verb Create(string scored, IModelImages images, ProgramConsole console)
    {
        var model = Options.ModelFile();
        var rejectBelow = Options.RejectBelow();
        var json = Options.Json("one JSON object");
        return new Verb(
            "evaluate", $"Score {scored} with a saved model and print its figures.", [model, .. images.EvaluationOptions, rejectBelow, json])
            .Does((parsed, token) =>
            {
                var ml = DeviceChoice.Auto.CreateContext(seed: 1);
                using var used = console.During("Loading the model ...", _ => ModelFile.Load(ml, parsed.GetValue(model)!, images.Input));
                var data = images.Load(ml, used, parsed, console, token);
                var chain = used.Rejecting(ml, data.Scored.View, parsed.GetValue(rejectBelow));
                var (metrics, answered) = ModelScoring.Evaluate(ml, chain, data, console, token);
                EvaluationReport.Of(data.Name, data.Scored.Count, used.ClassNames, metrics, answered)
                    .Write(data.Title, metrics, parsed.GetValue(json), console);
                return ExitCode.Done;
            });
    }
}
