using System.CommandLine;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Training;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;
using ResNetMLNet.Pipelines.FashionMnist.Data;

namespace ResNetMLNet.Pipelines.FashionMnist;

/// <summary>The verb <c>train</c>: images in, a model with its figures and pictures out.</summary>
internal static class Train
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(ProgramConsole console)
    {
        var options = new TrainOptions();
        var command = new Command(
            "train",
            "Train ResNet-18 and write model.zip, metrics.json, history.csv, curves.png, samples.png and TensorBoard's "
            + "event files. Values that are not given are the recipe's. Ctrl+C stops early and keeps the last finished epoch.");
        options.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            var settings = options.Read(parsed);
            return Task.FromResult(TrainVerb.Run(settings, new TrainingGarments(settings), console, token));
        });
        return command;
    }
}
