using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Transforms.Data;

/// <summary>Lists folders, and notes what of them nobody is to see or can open.</summary>
internal static class FolderEntries
{
    /// <summary>What .NET says of what is not there.</summary>
    private const FileAttributes NotThere = (FileAttributes)(-1);

    private static readonly EnumerationOptions _everything = new()
    {
        AttributesToSkip = FileAttributes.None,

        // What nobody sees would be missing without a word.
        IgnoreInaccessible = false,
    };

    /// <summary>What a folder has and the system does not hide, by name in ordinal order.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="omit">Is told of all else.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be read.</exception>
    public static IEnumerable<FileSystemInfo> Visible(string folder, Action<PictureOmission> omit, CancellationToken cancellationToken)
    {
        List<FileSystemInfo> visible = [];
        HashSet<string> names = [];
        foreach (var (entry, attributes) in Entries(folder, cancellationToken))
        {
            if (attributes == NotThere || !names.Add(entry.Name))
                Omit(entry, PictureOmissionReason.Unreadable, FaultOfName(entry.Name));
            else if (attributes.HasFlag(FileAttributes.Hidden))
                Omit(entry, PictureOmissionReason.Hidden, "it is hidden");
            else
                visible.Add(entry);
        }

        return visible.OrderBy(entry => entry.Name, StringComparer.Ordinal);

        void Omit(FileSystemInfo entry, PictureOmissionReason reason, string explanation) =>
            omit(new PictureOmission(Path.Join(folder, entry.Name), reason, explanation));
    }

    /// <summary>Entries one by one until a token is cancelled: on a slow share it takes long to look at each.</summary>
    public static IEnumerable<T> Until<T>(IEnumerable<T> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    /// <summary>Of a name in another encoding .NET keeps no more than this character, by which nothing is found.</summary>
    private static string FaultOfName(string name) => name.Contains('\uFFFD', StringComparison.Ordinal)
        ? "its name is not in UTF-8, by which alone it can be opened: rename it"
        : UnreadablePictureException.NotThere().Message;

    private static List<(FileSystemInfo Entry, FileAttributes Attributes)> Entries(string folder, CancellationToken cancellationToken)
    {
        try
        {
            return [.. Until(new DirectoryInfo(folder).EnumerateFileSystemInfos("*", _everything), cancellationToken)
                .Select(entry => (entry, entry.Attributes))];
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UnauthorizedAccessException(
                $"The folder '{folder}' cannot be read: give this user the right to list and to enter it, or move it away.", exception);
        }
    }
}
