namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>Finds the picture files of folders; hidden files and folders are left out.</summary>
internal static class FolderFiles
{
    /// <summary>The endings of picture files, for messages.</summary>
    public const string Extensions = ".png, .jpg or .jpeg";

    // Farther down nobody keeps a class by mistake.
    private const int MostLevels = 8;

    private static readonly string[] Endings = [".png", ".jpg", ".jpeg"];

    /// <summary>Everything that is directly in a folder and not hidden.</summary>
    public static EnumerationOptions Visible { get; } = new()
    {
        AttributesToSkip = FileAttributes.Hidden,

        // A class that must not be read would be missing without a word.
        IgnoreInaccessible = false,
    };

    private static EnumerationOptions Deeper { get; } = new()
    {
        // A link can lead back up, and from there in circles.
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint,
        RecurseSubdirectories = true,
        MaxRecursionDepth = MostLevels,
    };

    /// <summary>The pictures directly in a folder.</summary>
    public static IEnumerable<string> Pictures(string folder) =>
        Directory.EnumerateFiles(folder, "*", Visible).Where(IsPicture);

    /// <summary>A picture in a sub-folder at any depth; null if there is none.</summary>
    public static string? FindDeeper(string folder, CancellationToken cancellationToken) =>
        Directory.EnumerateFiles(folder, "*", Deeper).FirstOrDefault(file =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return IsPicture(file) && Path.GetDirectoryName(file) != folder;
        });

    private static bool IsPicture(string file) =>
        Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
