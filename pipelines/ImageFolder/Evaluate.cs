using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine;
using ResNetMLNet.Pipelines.ImageFolder.Data;

namespace ResNetMLNet.Pipelines.ImageFolder;

/// <summary>The verb <c>evaluate</c>: how good a saved model is on a folder of pictures.</summary>
internal static class Evaluate
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(ProgramConsole console)
    {
        var model = Options.ModelFile();
        var data = DataOption.Create();
        var pictures = new PictureOptions();
        var json = Options.Json("one JSON object");
        var command = new Command("evaluate", "Score a folder of pictures with a saved model and print its figures.")
        {
            model, data,
        };
        foreach (var option in (IEnumerable<Option>)[.. pictures.All, json])
            command.Add(option);
        command.SetAction((parsed, token) => Task.FromResult(Run(
            parsed.GetValue(model)!,
            parsed.GetValue(data)!,
            new ReadablePictures(pictures.Read(parsed), console),
            parsed.GetValue(json),
            console,
            token)));
        return command;
    }

    private static int Run(
        string modelFile,
        string path,
        ReadablePictures pictures,
        bool json,
        ProgramConsole console,
        CancellationToken cancellationToken)
    {
        var ml = DeviceChoice.Auto.CreateContext(seed: 1);
        using var model = console.During("Loading the model ...", _ => PathModel.Load(ml, modelFile));
        var folder = pictures.Find(path, DataOption.Name, cancellationToken);
        RequireKnownClasses(folder, model);
        var rows = pictures.Check(folder, cancellationToken);
        var test = new ImagePart(ml.Data.LoadFromEnumerable(rows), rows.Count);
        var data = new DataSet(folder.Name, folder.Name, Train: test, Validation: null, test);
        var metrics = ModelScoring.Evaluate(ml, model.Transformer, data, console, cancellationToken);
        EvaluationReport.Of(folder.Name, rows.Count, model.ClassNames, metrics).Write(folder.Name, metrics, json, console);
        return ExitCode.Done;
    }

    private static void RequireKnownClasses(PictureFolder folder, PathModel model)
    {
        var unknown = folder.ClassNames.Except(model.ClassNames).ToList();
        if (unknown.Count > 0)
        {
            throw new UserErrorException(
                $"The folder '{folder.Path}' has classes that the model does not know: {ClassNameText.Differences(unknown, [])}. "
                + $"It knows {string.Join(", ", model.ClassNames.Select(name => $"'{name}'"))}: rename or remove the others.");
        }
    }
}
