using System.CommandLine;
using ResNetMLNet.Benchmarks.Reporting;
using ResNetMLNet.Interop;
using ResNetMLNet.Training;

namespace ResNetMLNet.Benchmarks.Photos;

/// <summary>The verb <c>photos</c>: what it costs to decode photographs anew for each batch.</summary>
internal static class PhotosVerb
{
    private const int Rounds = 5;

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var count = new Option<int>("--photos") { HelpName = "COUNT", Description = "The number of photographs.", DefaultValueFactory = _ => 2000 };
        var isMemory = new Option<bool>("--memory") { Description = "Measure the memory of one epoch instead of the speed." };
        var command = new Command("photos", "Measure the decoding of photographs of 500 x 375 beside a training.") { count, isMemory };
        command.SetAction((parsed, token) => Task.Run(() => Run(parsed.GetValue(count), parsed.GetValue(isMemory), token), token));
        return command;
    }

    private static void Run(int count, bool isMemory, CancellationToken cancellationToken)
    {
        NativeAllocator.KeepFreedMemory();
        using var photos = new PhotoFiles(count);
        if (isMemory)
        {
            Console.Out.WriteLine(PhotoMemory.Measure(photos.Paths, cancellationToken));
            return;
        }
        Console.Out.WriteLine(Decoding(photos.Paths, cancellationToken));
        Console.Out.WriteLine(PhotoTraining.Measure(photos.Paths, Rounds, cancellationToken));
    }

    private static string Decoding(IReadOnlyList<string> paths, CancellationToken cancellationToken) => MarkdownTable.Of(
        ["decoding", "photographs/s", "processor ms"],
        Changes.Select(change =>
        {
            // Code is compiled and compiled anew in the first one.
            PhotoDecoding.Measure(paths, change.Augmentation, cancellationToken);
            var rounds = Enumerable.Range(0, Rounds).Select(_ => PhotoDecoding.Measure(paths, change.Augmentation, cancellationToken)).ToList();
            return (IReadOnlyList<string>)
            [
                change.Name,
                Figure.Of(Statistics.Median([.. rounds.Select(round => round.Speed)])),
                Figure.Of(1000 * Statistics.Median([.. rounds.Select(round => round.ProcessorSeconds)])),
            ];
        }));

    private static IEnumerable<(string Name, ImageAugmentation? Augmentation)> Changes =>
    [
        ("as they are", null),
        ("resized crop, flip", new ImageAugmentation { RandomResizedCrop = true, HorizontalFlipProbability = 0.5 }),
        ("the same, TrivialAugment", new ImageAugmentation { RandomResizedCrop = true, HorizontalFlipProbability = 0.5, TrivialAugment = true }),
        ("the same, colour jitter", new ImageAugmentation
        {
            RandomResizedCrop = true, HorizontalFlipProbability = 0.5, Brightness = 0.4, Contrast = 0.4, Saturation = 0.4, Hue = 0.1,
        }),
    ];
}
