using System.CommandLine;
using Microsoft.ML;
using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Benchmarks.Reporting;
using ResNetMLNet.Interop;

namespace ResNetMLNet.Benchmarks.Profile;

/// <summary>The verb <c>profile</c>: where the time of a training step goes.</summary>
internal static class ProfileVerb
{
    public static Command Create()
    {
        var size = new Option<int>("--size") { Description = "Height and width of the images.", DefaultValueFactory = _ => 28 };
        var batch = new Option<int>("--batch") { Description = "The images of a step.", DefaultValueFactory = _ => 256 };
        var steps = new Option<int>("--steps") { Description = "The steps that count.", DefaultValueFactory = _ => 15 };
        var verb = new Command("profile", "Tell where the time of a training step goes, layer by layer.") { size, batch, steps };
        verb.SetAction((parsed, token) => Task.Run(
            () => Run(parsed.GetValue(size), parsed.GetValue(batch), parsed.GetValue(steps), token), token));
        return verb;
    }

    private static void Run(int size, int batch, int steps, CancellationToken cancellationToken)
    {
        NativeAllocator.KeepFreedMemory();
        var images = ImageSource.Load(new MLContext(TrainingTask.Seed), batch * (steps + TrainingProfile.WarmUpSteps), size, classes: 10);
        var profile = TrainingProfile.Of(images, batch, cancellationToken);
        Console.Out.WriteLine(Table(profile, batch));
    }

    private static string Table(TrainingProfile profile, int batch)
    {
        var whole = profile.Clock.Parts.Sum(profile.Clock.Median);
        var layers = profile.Layers.Select(layer => Row(
            $"{layer.Name}: {layer.Kind}",
            profile.Clock.Median(LayerMarks.Forward(layer.Name)),
            profile.Clock.Median(LayerMarks.Backward(layer.Name))));
        var others = TrainingProfile.Others.Select(part => Row(part, profile.Clock.Median(part), backward: null));
        return MarkdownTable.Of(
            ["part", "forward, ms", "backward, ms", "share"],
            [.. layers, .. others, Row(FormattableString.Invariant($"all: {1000 * batch / whole:N0} images/s"), whole, backward: null)]);

        IReadOnlyList<string> Row(string part, double forward, double? backward) =>
            [part, Figure.Of(forward), backward is { } time ? Figure.Of(time) : "", Figure.Percent((forward + (backward ?? 0)) / whole)];
    }
}
