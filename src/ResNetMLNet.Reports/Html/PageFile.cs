using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Reports.Html;

/// <summary>The file of a page: whole at all times, and never in the place of what could not be made again.</summary>
internal static class PageFile
{
    /// <summary>Writes a page.</summary>
    /// <param name="path">The file; an earlier page is replaced.</param>
    /// <param name="write">Writes the whole page.</param>
    /// <exception cref="IOException">The file cannot be written, or something is there already that is no page.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        Check(path);
        AtomicFile.Write(path, write);
    }

    /// <summary>Checks that a page may be written to a path: nothing is there, or an earlier page; no model file, no picture.</summary>
    /// <exception cref="IOException">Something else is there.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder: give the path of the page in it.");
        if (!IsFree(path))
            throw new IOException($"'{path}' is there already and is no HTML page: give another path, or delete it.");
    }

    private static bool IsFree(string path)
    {
        if (!File.Exists(path))
            return true;
        using var file = RegularFile.OpenRead(path);
        return file.ReadByte() is -1 or '<';
    }
}
