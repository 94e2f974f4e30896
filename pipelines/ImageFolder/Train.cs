using System.CommandLine;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Training;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;
using ResNetMLNet.Pipelines.ImageFolder.Data;

namespace ResNetMLNet.Pipelines.ImageFolder;

/// <summary>The verb <c>train</c>: pictures in, a model with its figures and pictures out.</summary>
internal static class Train
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(ProgramConsole console)
    {
        var options = new TrainOptions();
        var command = new Command(
            "train",
            "Train a ResNet and write model.zip, metrics.json, history.csv, curves.png, samples.png and TensorBoard's event "
            + "files. Pictures are held out for validation; test figures are those of --test. Ctrl+C stops early and keeps the last "
            + "finished epoch.");
        options.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            var settings = options.Read(parsed);
            return Task.FromResult(TrainVerb.Run(settings, new FolderImages(settings), console, token));
        });
        return command;
    }
}
