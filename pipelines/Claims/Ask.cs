using System.CommandLine;
using System.Globalization;
using Microsoft.ML;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Pipelines.Claims;

/// <summary>The verb <c>ask</c>: what to do about one claim. Nothing of the training is needed but the file.</summary>
internal static class Ask
{
    /// <summary>Makes the verb.</summary>
    public static Verb Create(ProgramConsole console)
    {
        var model = Options.ModelFile();
        var text = new Option<string>("--text") { HelpName = "TEXT", Description = "What the customer writes.", Required = true };
        var photo = Options.File("--photo", "The photo.", isRequired: true);
        return new Verb("ask", "Say what to do about a claim.", model, text, photo).Does((parsed, _) => Run(
            parsed.GetValue(model)!,
            new Claim { Text = parsed.GetValue(text)!, Photo = Path.GetFullPath(parsed.GetValue(photo)!) },
            console));
    }

    private static int Run(string modelFile, Claim claim, ProgramConsole console)
    {
        var ml = new MLContext();
        using var model = ModelFile.Load(ml, modelFile, ModelInput.Claim);
        if (PictureFault.Of(claim.Photo, ModelFile.RulesOf(model.Transformer)) is { } fault)
            throw new UserErrorException(PictureFault.Sentence(claim.Photo, fault));
        using var engine = ml.Model.CreatePredictionEngine<Claim, Answer>(
            model.Transformer, new PredictionEngineOptions { OwnsTransformer = false });
        console.ResultWriter.WriteLine(Describe(engine.Predict(claim)));
        return ExitCode.Done;
    }

    private static string Describe(Answer answer) => string.Create(
        CultureInfo.InvariantCulture,
        $"{answer.PredictedLabel} ({answer.Score.Max():F3}): {answer.PredictedCause}, {answer.PredictedItem}");
}
