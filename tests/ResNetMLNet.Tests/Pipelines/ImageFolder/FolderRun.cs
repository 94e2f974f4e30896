using ResNetMLNet.Pipelines.ImageFolder;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder;

/// <summary>Runs the program for folders of pictures.</summary>
internal static class FolderRun
{
    public static ProgramRun Of(params string[] args) => Of(args, _ => { });

    public static ProgramRun Of(
        string[] args, Action<string> whenWritten, CancellationToken cancellationToken = default) =>
        ProgramRun.Of(App.Run, args, whenWritten, time: null, cancellationToken);

    /// <summary>A training of seconds; options that are given take the place of its own.</summary>
    public static string[] Training(string data, string output, params string[] more)
    {
        Dictionary<string, string> defaults = new()
        {
            ["--data"] = data,
            ["--output"] = output,
            ["--device"] = "cpu",
            ["--precision"] = "fp32",
            ["--image-size"] = "12",
            ["--widths"] = TrainedModel.WidthsOption,
            ["--channels"] = "1",
            ["--batch-size"] = "10",
            ["--learning-rate"] = "0.01",
            ["--epochs"] = "1",
        };
        var others = defaults.Where(option => !more.Contains(option.Key));
        return ["train", .. others.SelectMany(option => new[] { option.Key, option.Value }), .. more];
    }
}
