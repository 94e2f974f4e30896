using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Transforms.Data;

/// <summary>Looks for the pictures of classes, and notes whatever else lies there.</summary>
internal sealed class FolderScan
{
    /// <summary>What .NET says of what is not there.</summary>
    private const FileAttributes NotThere = (FileAttributes)(-1);

    private static readonly EnumerationOptions _everything = new()
    {
        AttributesToSkip = FileAttributes.None,

        // A class that must not be read would be missing without a word.
        IgnoreInaccessible = false,
    };

    private readonly List<PictureOmission> _omissions = [];
    private readonly List<(string ClassName, string File)> _pictures = [];

    private FolderScan()
    {
    }

    /// <summary>The pictures by class and name in ordinal order.</summary>
    public IReadOnlyList<(string ClassName, string File)> Pictures => _pictures;

    /// <summary>What is left out, by path in ordinal order.</summary>
    public IReadOnlyList<PictureOmission> Omissions => [.. _omissions.OrderBy(omission => omission.Path, StringComparer.Ordinal)];

    /// <summary>Looks into the sub-folders of a folder and at the first bytes of each file there.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder must not be read.</exception>
    public static FolderScan Of(string path, CancellationToken cancellationToken)
    {
        var scan = new FolderScan();
        List<FileSystemInfo> entries = [.. scan.Visible(path, cancellationToken)];
        var links = new ClassLinks(path, Until(entries.OfType<DirectoryInfo>(), cancellationToken));
        foreach (var entry in Until(entries, cancellationToken))
        {
            var place = Path.Join(path, entry.Name);
            if (entry is not DirectoryInfo folder)
                scan.Omit(place, PictureOmissionReason.LooseFile, "it lies beside the folders of the classes");
            else if (links.FaultOf(folder) is { } fault)
                scan.Omit(place, PictureOmissionReason.LinkedFolder, fault);
            else
                scan.AddClass(place, entry.Name, cancellationToken);
        }

        return scan;
    }

    private void AddClass(string folder, string className, CancellationToken cancellationToken)
    {
        var before = _pictures.Count;
        List<string> files = [];
        foreach (var entry in Visible(folder, cancellationToken))
        {
            var path = Path.Join(folder, entry.Name);
            if (entry is DirectoryInfo)
                Omit(path, PictureOmissionReason.DeeperFolder, "it is a folder within the folder of a class");
            else
                files.Add(path);
        }

        AddPictures(className, files, cancellationToken);
        if (_pictures.Count == before)
            Omit(folder, PictureOmissionReason.EmptyFolder, "it has no picture, and so is no class");
    }

    private void AddPictures(string className, List<string> files, CancellationToken cancellationToken)
    {
        var faults = new PictureOmission?[files.Count];
        Parallel.For(
            0,
            files.Count,
            new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
            i => faults[i] = FaultOf(files[i]));
        _omissions.AddRange(faults.OfType<PictureOmission>());
        _pictures.AddRange(files.Where((_, i) => faults[i] is null).Select(file => (className, file)));
    }

    private static PictureOmission? FaultOf(string file)
    {
        var reason = PictureOmissionReason.Unreadable;
        try
        {
            var start = PictureFile.ReadStart(file);
            reason = PictureOmissionReason.OtherFormat;
            PictureSignatures.FormatOf(start);
            return null;
        }
        catch (UnreadablePictureException exception)
        {
            return new PictureOmission(file, reason, exception.Message);
        }
    }

    /// <summary>What a folder has and the system does not hide, by name in ordinal order.</summary>
    private IEnumerable<FileSystemInfo> Visible(string folder, CancellationToken cancellationToken)
    {
        List<FileSystemInfo> visible = [];
        HashSet<string> names = [];
        foreach (var (entry, attributes) in Entries(folder, cancellationToken))
        {
            if (attributes == NotThere || !names.Add(entry.Name))
                Omit(Path.Join(folder, entry.Name), PictureOmissionReason.Unreadable, FaultOfName(entry.Name));
            else if (attributes.HasFlag(FileAttributes.Hidden))
                Omit(Path.Join(folder, entry.Name), PictureOmissionReason.Hidden, "it is hidden");
            else
                visible.Add(entry);
        }

        return visible.OrderBy(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>Of a name in another encoding .NET keeps no more than this character, by which nothing is found.</summary>
    private static string FaultOfName(string name) => name.Contains('\uFFFD', StringComparison.Ordinal)
        ? "its name is not in UTF-8, by which alone it can be opened: rename it"
        : UnreadablePictureException.NotThere().Message;

    /// <summary>A class that nobody sees would be missing in all that is learnt.</summary>
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

    /// <summary>On a slow share it takes long to look at each.</summary>
    private static IEnumerable<T> Until<T>(IEnumerable<T> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    private void Omit(string path, PictureOmissionReason reason, string explanation) =>
        _omissions.Add(new PictureOmission(path, reason, explanation));
}
