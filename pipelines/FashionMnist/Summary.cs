using System.CommandLine;
using ResNetMLNet.Modeling;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.FashionMnist.Output;

namespace ResNetMLNet.Pipelines.FashionMnist;

/// <summary>The verb <c>summary</c>: the layers of the network with their shapes and parameters.</summary>
internal static class Summary
{
    // Larger pictures and batches only cost memory: the first layer's maps of the largest are 64 MB per image.
    private const int LargestImage = 1024;
    private const int LargestImageOfSmallStem = 512;
    private const int LargestBatch = 64;

    /// <summary>Makes the verb.</summary>
    public static Command Create(ProgramConsole console)
    {
        var imageSize = Options.Number("--image-size", "PIXELS", "Height and width of images.", 1, LargestImage, 224);
        var batchSize = Options.Number("--batch-size", "N", "Images in the batch.", 1, LargestBatch, 1);
        var classes = Options.Number("--classes", "N", "Classes to tell apart.", 2, 100_000, 10);
        var stem = Options.Choice("--stem", StemChoices.Description, StemChoices.Words[0], StemChoices.Words);
        var command = new Command("summary", "Print the network's layers, their output shapes and their parameters.")
        {
            imageSize, batchSize, classes, stem,
        };
        command.SetAction(parsed =>
        {
            var summary = console.During("Passing a blank image through the network ...", _ => Summarize(
                parsed.GetValue(imageSize),
                parsed.GetValue(batchSize),
                parsed.GetValue(classes),
                StemChoices.Parse(parsed.GetValue(stem)!)));
            console.Results.Write(SummaryTables.Layers(summary));
            console.Results.Write(SummaryTables.Totals(summary));
            console.Results.Write(SummaryTables.Stages(summary));
            return ExitCode.Done;
        });
        return command;
    }

    private static ModelSummary Summarize(int imageSize, int batchSize, int classes, ResNetStem stem)
    {
        if (stem == ResNetStem.Small && imageSize > LargestImageOfSmallStem)
        {
            throw new UserErrorException(
                $"--image-size is '{imageSize}'; with --stem small it must be at most {LargestImageOfSmallStem}.");
        }
        using var network = new ResNet(new ResNetDescription(Stem: stem), inputChannels: 1, classes);
        return ModelSummary.Of(network, batchSize, channels: 1, imageSize, imageSize);
    }
}
