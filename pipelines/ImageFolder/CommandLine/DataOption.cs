using System.CommandLine;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine;

/// <summary>The folder of pictures.</summary>
internal static class DataOption
{
    /// <summary>Its name.</summary>
    public const string Name = "--data";

    /// <summary>Makes the option.</summary>
    public static Option<string> Create() => new(Name)
    {
        HelpName = "DIR",
        Description = "The folder of pictures: a sub-folder for each class, with its PNG or JPEG files directly in it.",
        Required = true,
    };
}
