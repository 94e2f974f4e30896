using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Diagnosis;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Training;
using ResNetMLNet.Pipelines.Common.Verbs;
using ResNetMLNet.Pipelines.ImageFolder.Checking;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;
using ResNetMLNet.Pipelines.ImageFolder.Data;
using ResNetMLNet.Training.Recipes;

namespace ResNetMLNet.Pipelines.ImageFolder;

/// <summary>The program as a function of its arguments and its console.</summary>
internal static class App
{
    /// <summary>Parses the arguments, runs the verb and returns the exit code.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="console">Where all is written.</param>
    /// <param name="cancellationToken">Ends the verb as Ctrl+C does.</param>
    public static int Run(string[] args, ProgramConsole console, CancellationToken cancellationToken = default) =>
        ProgramCommand.Run(CreateCommand(console), args, console, cancellationToken);

    private static RootCommand CreateCommand(ProgramConsole console)
    {
        var train = new TrainOptions();
        var images = new PictureImages();
        return new("Trains a ResNet on a folder of pictures with a sub-folder for each class through ML.NET, and uses the model. "
            + "Exit codes: 0 done, 1 error, 2 cancelled, 3 done, and a demand is missed or something serious was found.")
        {
            TrainVerb.Create(
                "Pictures are held out for validation; test figures are those of --test. Values that are not given are the recipe's: "
                + "those below are of 'frozen', for weights that others have trained, ImageNet's where none are named and they fit; "
                + "'recipes' prints all.",
                train.Groups,
                train.Read,
                settings => new FolderImages(settings),
                console),
            EvaluateVerb.Create("a folder of pictures", images, console),
            PredictVerb.Create("Name what picture files show.", images, console),
            ScoreVerb.Create("pictures", new ScoredPictures(), console),
            InfoVerb.Create(images.Input, console),
            ExportVerb.Create("planes of red, green and blue bytes of pictures of any size", images, console),
            CheckVerb.Create(console),
            RecipesVerb.Create(PhotographRecipes.All, _ => Normalization.ImageNetWord, TrainOptions.IsWanted, console),
            DoctorVerb.Create(console),
        };
    }
}
