using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Diagnosis;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Training;
using ResNetMLNet.Pipelines.Common.Verbs;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;
using ResNetMLNet.Pipelines.FashionMnist.Data;
using ResNetMLNet.Training.Recipes;

namespace ResNetMLNet.Pipelines.FashionMnist;

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
        var images = new GarmentImages();
        return new(
            "Trains ResNet-18 on Fashion-MNIST through ML.NET, and uses the model. Exit codes: 0 done, 1 error, 2 cancelled, "
            + "3 done, and a demand is missed.")
        {
            TrainVerb.Create(
                "Values that are not given are the recipe's; those below are of 'quick', and 'recipes' prints all.",
                train.Groups,
                train.Read,
                settings => new TrainingGarments(settings),
                console),
            EvaluateVerb.Create("the test images", images, console),
            PredictVerb.Create(
                "Name the garments on picture files. The model was trained on one light garment on a black background, "
                + "centred: a picture of a dark garment on white has to be inverted first.",
                images,
                console),
            ScoreVerb.Create("the test or training images", new ScoredGarments(), console),
            InfoVerb.Create(images.Input, console),
            ExportVerb.Create("grey values from 0 to 255", images, console),
            Summary.Create(console),
            RecipesVerb.Create(ResNetRecipe.All, recipe => recipe.PixelMean is null ? "false" : "true", TrainOptions.IsWanted, console),
            DoctorVerb.Create(console),
        };
    }
}
