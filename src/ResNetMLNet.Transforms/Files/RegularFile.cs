using System.Formats.Tar;

namespace ResNetMLNet.Transforms.Files;

/// <summary>Opens files that users name: opening a pipe would wait for somebody to write to it.</summary>
internal static class RegularFile
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="IOException">It cannot be read, or is a pipe, device or socket.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read, or is a folder.</exception>
    public static FileStream OpenRead(string path) => IsOther(path)
        ? throw new IOException($"'{path}' is a pipe, device or socket: give the path of a file.")
        : File.OpenRead(path);

    /// <summary>Whether a path leads to what is neither a file nor a folder.</summary>
    public static bool IsOther(string path)
    {
        // Of a link without a folder in its path .NET looks for the target in the root.
        var file = File.ResolveLinkTarget(Path.GetFullPath(path), returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
        return file.Exists ? file.Length == 0 && !OperatingSystem.IsWindows() && !IsInArchives(file) : IsStream(file);
    }

    /// <summary>The system names what redirects a stream of the process by a link to nothing, as <c>pipe:[4026]</c>.</summary>
    private static bool IsStream(FileInfo file) => file.Name.Contains(":[", StringComparison.Ordinal) && file.Name.EndsWith(']');

    /// <summary>Of all that .NET asks the system, this alone tells an empty file from others without opening them.</summary>
    private static bool IsInArchives(FileInfo file)
    {
        try
        {
            using var archive = new MemoryStream();
            using (var writer = new TarWriter(archive, leaveOpen: true))
                writer.WriteEntry(file.FullName, entryName: "file");
            archive.Position = 0;
            using var reader = new TarReader(archive);
            return reader.GetNextEntry()!.EntryType == TarEntryType.RegularFile;
        }
        catch (IOException)
        {
            // A socket has no kind there.
            return false;
        }
    }
}
