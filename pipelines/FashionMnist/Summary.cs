using System.CommandLine;
using ResNetMLNet.Modeling;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine;
using ResNetMLNet.Pipelines.FashionMnist.Output;

namespace ResNetMLNet.Pipelines.FashionMnist;

/// <summary>The verb <c>summary</c>: the layers of the network with their shapes and parameters.</summary>
internal static class Summary
{
    // Larger pictures and batches only cost memory: one layer of 1024 x 1024 pixels is 64 MB per image.
    private const int LargestImage = 1024;
    private const int LargestBatch = 64;

    /// <summary>Makes the verb.</summary>
    public static Command Create(ProgramConsole console)
    {
        var imageSize = Options.Number("--image-size", "PIXELS", "Height and width of images.", 1, LargestImage, 224);
        var batchSize = Options.Number("--batch-size", "N", "Images in the batch.", 1, LargestBatch, 1);
        var classes = Options.Number("--classes", "N", "Classes to tell apart.", 2, 100_000, 10);
        var command = new Command("summary", "Print the network's layers, their output shapes and their parameters.")
        {
            imageSize, batchSize, classes,
        };
        command.SetAction(parsed =>
        {
            var summary = console.During("Passing a blank image through the network ...", _ => Summarize(
                parsed.GetValue(imageSize), parsed.GetValue(batchSize), parsed.GetValue(classes)));
            console.Results.Write(SummaryTables.Layers(summary));
            console.Results.Write(SummaryTables.Totals(summary));
            console.Results.Write(SummaryTables.Stages(summary));
            return ExitCode.Done;
        });
        return command;
    }

    private static ModelSummary Summarize(int imageSize, int batchSize, int classes)
    {
        using var network = new ResNet18(inputChannels: 1, classes);
        return ModelSummary.Of(network, batchSize, channels: 1, imageSize, imageSize);
    }
}
