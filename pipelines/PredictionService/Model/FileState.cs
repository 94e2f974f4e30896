namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>What tells one state of a file from another, whatever links lead to it.</summary>
/// <param name="Path">The path without links; null if there is no file.</param>
/// <param name="Length">The length in bytes.</param>
/// <param name="WrittenAt">When it was written.</param>
internal readonly record struct FileState(string? Path, long Length, DateTime WrittenAt)
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    /// <summary>The present state of a file.</summary>
    public static FileState Of(string path)
    {
        var target = new FileInfo(WithoutLinks(System.IO.Path.GetFullPath(path)));
        return target.Exists ? new FileState(target.FullName, target.Length, target.LastWriteTimeUtc) : default;
    }

    /// <summary>A folder on the way may be a link as well: Kubernetes replaces such a one, and nothing of the file's own.</summary>
    private static string WithoutLinks(string path)
    {
        for (var i = 0; i < MostLinks && FirstLink(path) is { } link; i++)
        {
            var target = System.IO.Path.Join(link.LinkTarget!, path[link.FullName.Length..]);
            path = System.IO.Path.GetFullPath(target, link.DirectoryName!);
        }

        return path;
    }

    private static FileInfo? FirstLink(string path)
    {
        var parent = System.IO.Path.GetDirectoryName(path) is { } folder ? FirstLink(folder) : null;
        return parent ?? (new FileInfo(path) is { LinkTarget: not null } link ? link : null);
    }
}
