using Microsoft.ML;
using ResNetMLNet.Pipelines.FashionMnist.Data;

namespace ResNetMLNet.Pipelines.FashionMnist.Output;

/// <summary>The files that a training leaves behind.</summary>
internal static class ResultFiles
{
    /// <summary>The model, to be loaded by <c>mlContext.Model.Load</c>.</summary>
    public const string Model = "model.zip";

    /// <summary>The figures.</summary>
    public const string Metrics = "metrics.json";

    /// <summary>The plot of loss and accuracy by epoch.</summary>
    public const string Curves = "curves.png";

    /// <summary>Test images with their true and predicted classes.</summary>
    public const string Samples = "samples.png";

    /// <summary>Writes all four files and returns their names.</summary>
    public static IReadOnlyList<string> Write(MLContext ml, TrainingResult result, OutputFolder folder)
    {
        var weights = "";
        folder.Write(Model, file =>
        {
            ml.Model.Save(result.Model, result.Data.Train.Schema, file);
            weights = ModelFile.WeightsSha256(file);
        });
        folder.Write(Metrics, file => File.WriteAllText(file, JsonText.Of(result.ToMetrics(weights)) + "\n"));
        folder.Write(Curves, file => CurvesPlot.Write(file, TitleOf(result), result.History.Epochs));

        // A grid takes so little time that it is drawn after Ctrl+C too: an older one beside a new model would mislead.
        var samples = TestScoring.Samples(ml, result.Model, result.Data.Test, SampleGrid.Columns * SampleGrid.Rows);
        folder.Write(Samples, file => SampleGrid.Write(file, TitleOf(result), samples));
        return [Model, Metrics, Curves, Samples];
    }

    private static string TitleOf(TrainingResult result) =>
        $"ResNet-18 on {result.Data.Name}, recipe {result.Settings.Recipe.Name}";
}
