using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Transforms.Data;

/// <summary>Walks over the pictures of a folder and of all folders below it, of which it remembers none.</summary>
internal sealed class PictureTree
{
    private readonly List<string> _roots;
    private readonly Action<PictureOmission> _omit;
    private readonly CancellationToken _cancellationToken;

    private PictureTree(string folder, Action<PictureOmission> omit, CancellationToken cancellationToken) =>
        (_roots, _omit, _cancellationToken) = ([LinkFree(folder)], omit, cancellationToken);

    /// <summary>The files whose first bytes are those of a picture or cannot be read, found as they are asked for.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="omit">Is told of what is passed over.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The files of a folder and the folders in it, by name in ordinal order.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IEnumerable<string> Files(string folder, Action<PictureOmission> omit, CancellationToken cancellationToken) =>
        new PictureTree(folder, omit, cancellationToken).Within(folder);

    private IEnumerable<string> Within(string folder)
    {
        foreach (var entry in FolderEntries.Until(Visible(folder), _cancellationToken))
        {
            var path = Path.Join(folder, entry.Name);
            if (entry is not DirectoryInfo deeper)
            {
                if (IsTaken(path))
                    yield return path;
            }
            else if (!IsTakenTwice(deeper, path))
            {
                foreach (var file in Within(path))
                    yield return file;
            }
        }
    }

    /// <summary>Of many folders, one that must not be read, or is gone by now, must not cost the others.</summary>
    private IEnumerable<FileSystemInfo> Visible(string folder)
    {
        try
        {
            return FolderEntries.Visible(folder, _omit, _cancellationToken);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            var message = (exception.InnerException ?? exception).Message.TrimEnd('.');
            _omit(new PictureOmission(folder, PictureOmissionReason.Unreadable, "it cannot be listed: " + message));
            return [];
        }
    }

    /// <summary>Those that cannot be read are taken, to be named by who reads them.</summary>
    private bool IsTaken(string file)
    {
        if (FolderScan.FaultOf(file) is not { Reason: PictureOmissionReason.OtherFormat } other)
            return true;
        _omit(other);
        return false;
    }

    private bool IsTakenTwice(DirectoryInfo folder, string path)
    {
        if (folder.LinkTarget is null)
            return false;
        var target = LinkFree(path);
        var isTaken = _roots.Exists(root => IsWithin(root, target) || IsWithin(target, root));
        if (isTaken)
        {
            _omit(new PictureOmission(
                path, PictureOmissionReason.LinkedFolder, $"it is a link to '{target}', by which pictures would be taken twice"));
        }
        else
        {
            _roots.Add(target);
        }
        return isTaken;
    }

    private static bool IsWithin(string folder, string path)
    {
        var start = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        return path == folder || path.StartsWith(start, StringComparison.Ordinal);
    }

    private static string LinkFree(string path) => Path.TrimEndingDirectorySeparator(LinkFreePath.Of(path));
}
