using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine;

/// <summary>The folder of pictures.</summary>
internal static class DataOption
{
    /// <summary>Its name.</summary>
    public const string Name = "--data";

    /// <summary>Makes the option.</summary>
    public static Option<string?> Create() => Options.Folder(
        Name, "A folder with a sub-folder of pictures for each class.", isRequired: true);
}
