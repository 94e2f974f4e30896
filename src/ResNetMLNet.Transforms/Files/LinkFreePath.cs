namespace ResNetMLNet.Transforms.Files;

/// <summary>Follows the links of paths.</summary>
internal static class LinkFreePath
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    /// <summary>The full path without links, of which any folder on the way may be one; a circle of links stays.</summary>
    public static string Of(string path)
    {
        path = Path.GetFullPath(path);
        for (var i = 0; i < MostLinks && FirstLink(path) is { } link; i++)
        {
            var target = Path.Join(link.LinkTarget!, path[link.FullName.Length..]);
            path = Path.GetFullPath(target, link.DirectoryName!);
        }

        return path;
    }

    private static FileInfo? FirstLink(string path)
    {
        var parent = Path.GetDirectoryName(path) is { } folder ? FirstLink(folder) : null;
        return parent ?? (new FileInfo(path) is { LinkTarget: not null } link ? link : null);
    }
}
