using Microsoft.ML;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Reports;
using ResNetMLNet.Reports.Html;
using ResNetMLNet.Reports.Scoring;
using ResNetMLNet.Transforms.Calibration;
using ResNetMLNet.Transforms.Scoring;

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
        var compare = Options.File("--compare", "Another model.zip to compare with, on the same images. Default: none.", isRequired: false);
        var page = Options.Report();
        var least = Options.Share(
            "--minimum-accuracy", $"End with exit code {ExitCode.Failed} if the accuracy is less. Default: no demand.");
        var rejectBelow = Options.RejectBelow();
        var json = Options.Json("one JSON object");
        return new Verb(
            "evaluate",
            $"Score {scored} with a saved model and print its figures, with intervals that hold them in 95 of 100 such samples.",
            [model, .. images.EvaluationOptions, rejectBelow, compare, page, least, json])
            .Does((parsed, token) =>
            {
                if (parsed.GetValue(page) is { } path)
                    PageFile.Check(path);
                var ml = DeviceChoice.Auto.CreateContext(seed: 1);
                using var used = Load(ml, parsed.GetValue(model)!);
                using var other = parsed.GetValue(compare) is { } compared ? Load(ml, compared) : null;
                CheckClasses(used, other);
                var data = images.Load(ml, used, parsed, console, token);
                var chain = used.Rejecting(ml, data.Scored.View, parsed.GetValue(rejectBelow));
                var report = ModelScoring.Evaluate(ml, chain, data, console, token);
                var baseline = other is null ? null : ModelScoring.Evaluate(ml, other.Transformer, data, console, token);
                var mayReject = ChainMembers.Of(chain).OfType<RejectionTransformer>().Any();
                EvaluationReport.Of(data.Name, report, baseline, mayReject).Write(data.Title, parsed.GetValue(json), console);
                if (parsed.GetValue(page) is { } file)
                {
                    var options = new ModelReport.PageOptions
                    {
                        Title = $"{Path.GetFileName(parsed.GetValue(model))} on {data.Title}",
                        Baseline = baseline,
                        Changes = ReportPage.Changes,
                        CancellationToken = token,
                    };
                    WritePage(file, options, stream => ReportPage.Write(ml, report, data, options, stream));
                }
                return Judge(report, parsed.GetValue(least));
            });

        void CheckClasses(UsedModel used, UsedModel? other)
        {
            if (other is null || Sorted(used).SequenceEqual(Sorted(other)))
                return;
            throw new UserErrorException(
                $"The model of --compare tells other classes apart: {ClassNames.Listed(other.ClassNames)} "
                + $"and not {ClassNames.Listed(used.ClassNames)}. Give a model of the same classes.");
        }

        static IEnumerable<string> Sorted(UsedModel model) => model.ClassNames.Order(StringComparer.Ordinal);

        UsedModel Load(MLContext ml, string path) =>
            console.During("Loading the model ...", _ => ModelFile.Load(ml, path, images.Input));

        void WritePage(string file, ModelReport.PageOptions options, Action<Stream> write) => console.During(
            "Writing the report ...",
            status =>
            {
                options.Progress = ReportPage.Progress(status);
                PageFile.Write(file, write);
                return true;
            });

        int Judge(ModelReport report, double? least)
        {
            if (!(report.Accuracy.Value < least))
                return ExitCode.Done;
            console.WriteError(FormattableString.Invariant($"The accuracy is {report.Accuracy}, and has to be at least {least}."));
            return ExitCode.Failed;
        }
    }
}
