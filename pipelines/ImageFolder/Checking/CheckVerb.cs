using Microsoft.ML;
using ResNetMLNet.Modeling;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine;
using ResNetMLNet.Pipelines.ImageFolder.Data;
using ResNetMLNet.Reports;
using ResNetMLNet.Reports.Html;
using ResNetMLNet.Transforms;
using ResNetMLNet.Transforms.Data;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Pipelines.ImageFolder.Checking;

/// <summary>The verb <c>check</c>: what is wrong with pictures before a model learns from them.</summary>
internal static class CheckVerb
{
    /// <summary>Makes the verb.</summary>
    public static Verb Create(ProgramConsole console)
    {
        var options = new CheckOptions();
        return new Verb(
            "check",
            "Find unreadable, blank and tiny pictures, copies in a class, in two classes or in two folders, classes with too few pictures "
            + "and doubtful labels. Exit code 3 if something serious is found: copies in two classes or folders, what is unreadable, "
            + "or a class with one picture.",
            options.All)
            .Does((parsed, token) => Run(options.Read(parsed), console, token));
    }

    private static int Run(CheckSettings settings, ProgramConsole console, CancellationToken cancellationToken)
    {
        if (settings.Page is { } file)
            PageFile.Check(file);
        CheckWeights(settings.Weights);
        var ml = DeviceChoice.Auto.CreateContext(seed: 1);
        var training = Find(settings.Training, DataOption.Name, null);
        var validation = settings.Validation is { } folder ? Find(folder, PartOptions.ValidationName, training.ClassNames) : null;
        var test = settings.Test is { } other ? Find(other, PartOptions.TestName, training.ClassNames) : null;
        using var stopping = ml.CancelBy(cancellationToken);
        var report = console.During("Looking at the pictures ...", status => DataReport.OfFolders(
            ml, training, validation, test, OptionsOf(ml, settings, new Told<string>(status)), cancellationToken));
        if (settings.IsJson)
            console.ResultWriter.WriteLine(JsonText.Of(CheckJson.Of(report)));
        else
            new CheckText(console).Write(report);
        if (settings.Page is { } page)
        {
            console.During("Writing the report ...", _ =>
            {
                report.SaveAsHtml(page, $"The pictures of {settings.Training}", cancellationToken);
                return true;
            });
        }
        return report.Findings.Any(finding => finding.IsSerious) ? ExitCode.Failed : ExitCode.Done;

        PictureFolder Find(string path, string option, IReadOnlyList<string>? classNames) =>
            FolderSearch.Find(ml, path, option, classNames, console, cancellationToken);
    }

    /// <summary>Finds weights that do not fit before the pictures are read, which may take long.</summary>
    private static void CheckWeights(PretrainedWeights? weights)
    {
        if (weights is null)
            return;
        const int anyCount = 2;
        var description = weights.Description ?? new ResNetDescription(Layout: ResNetLayout.Torchvision);
        using var network = ResNet.WithoutWeights(description, ImageNet.Mean.Count, anyCount);
        TorchWeights.LoadForFineTuning(network, weights);
    }

    private static DataReport.Options OptionsOf(MLContext ml, CheckSettings settings, IProgress<string> progress)
    {
        var options = new DataReport.Options { MaximumPixels = settings.MostPixels, Progress = progress };
        if (settings.Weights is { } weights)
        {
            var scoring = new LabelScoring(ml);
            options.Featurizer = scoring.Featurizer(weights, settings.MostPixels);
            options.Trainer = scoring.Trainer();
        }
        return options;
    }
}
