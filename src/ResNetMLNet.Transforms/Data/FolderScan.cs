using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Transforms.Data;

/// <summary>Looks for the pictures of classes, and notes whatever else lies there.</summary>
internal sealed class FolderScan
{
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
        var links = new ClassLinks(path, FolderEntries.Until(entries.OfType<DirectoryInfo>(), cancellationToken));
        foreach (var entry in FolderEntries.Until(entries, cancellationToken))
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

    /// <summary>Why a file is left out by its first bytes; null if they are those of a picture.</summary>
    public static PictureOmission? FaultOf(string file)
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

    private IEnumerable<FileSystemInfo> Visible(string folder, CancellationToken cancellationToken) =>
        FolderEntries.Visible(folder, _omissions.Add, cancellationToken);

    private void Omit(string path, PictureOmissionReason reason, string explanation) =>
        _omissions.Add(new PictureOmission(path, reason, explanation));
}
