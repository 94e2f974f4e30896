using ResNetMLNet.Modeling;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.FashionMnist.Output;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.FashionMnist;

/// <summary>The verb <c>summary</c>: the layers of the network with their shapes and parameters.</summary>
internal static class Summary
{
    private const string VerbName = "summary";
    private const int LargestImage = 1024;
    private const int LargestBatch = 64;

    /// <summary>Makes the verb.</summary>
    public static Verb Create(ProgramConsole console)
    {
        var imageSize = Options.Number("--image-size", "PIXELS", "Height and width of images.", 1, LargestImage, 224);
        var batchSize = Options.Number("--batch-size", "N", "Images in the batch.", 1, LargestBatch, 1);
        var channels = Options.Number("--channels", "N", "Channels of an image.", 1, 64, 1);
        var classes = Options.Number("--classes", "N", "Classes to tell apart.", 2, 100_000, 10);
        var network = new TrainerOptions(new(), isWanted: name => ResNetTrainer.Options.OfNetwork.Contains(name.Split('.')[0]));
        var verb = new Verb(
            VerbName,
            "Print the network's layers, their output shapes and their parameters.",
            [new OptionGroup("image", [imageSize, batchSize, channels, classes]), .. network.Groups]);
        return verb.Does((parsed, token) =>
        {
            var options = new ResNetTrainer.Options();
            var contradictions = new Contradictions();
            network.Apply(parsed, options, contradictions);
            contradictions.Throw(options, VerbName);
            var description = (ResNetDescription)options.Factory;
            CheckImageSize(parsed.GetValue(imageSize), description);
            var summary = console.During("Passing a blank image through the network ...", _ =>
            {
                using var resNet = new ResNet(description, parsed.GetValue(channels), parsed.GetValue(classes));
                return ModelSummary.Of(
                    resNet,
                    parsed.GetValue(batchSize),
                    parsed.GetValue(channels),
                    parsed.GetValue(imageSize),
                    parsed.GetValue(imageSize),
                    token);
            });
            console.Results.Write(SummaryTables.Layers(summary));
            console.Results.Write(SummaryTables.Totals(summary));
            console.Results.Write(SummaryTables.Stages(summary));
            return ExitCode.Done;
        });
    }

    /// <summary>Larger images only cost memory: the first maps of the largest ones are 64 MB an image.</summary>
    private static void CheckImageSize(int imageSize, ResNetDescription description)
    {
        if (description.Stem != ResNetStem.Small)
            return;
        var hasBottlenecks = description.Architecture >= ResNetArchitecture.ResNet50;
        var largest = hasBottlenecks ? LargestImage / 4 : LargestImage / 2;
        if (imageSize > largest)
        {
            var architecture = hasBottlenecks ? $" and --architecture {OptionWords.Of(description.Architecture)}" : "";
            throw new UserErrorException(
                $"--image-size is '{imageSize}'; with --stem small{architecture} it must be at most {largest}.");
        }
    }
}
