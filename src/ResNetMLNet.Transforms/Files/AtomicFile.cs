namespace ResNetMLNet.Transforms.Files;

/// <summary>Writes files that are at all times whole: as they are to be, or as they were before.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes a new file beside the place of the old one, flushes it to the disk and moves it there. What a killed process
    /// left of the same file is deleted.
    /// </summary>
    /// <param name="path">The file; its folder is made if it is not there.</param>
    /// <param name="write">Writes the whole content.</param>
    /// <exception cref="IOException">
    /// The file cannot be written, or is a pipe, device or socket. The earlier one is as it was, as after any exception.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, for want of the right to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        using var file = Prepare(path, write);
        file.Keep();
    }

    /// <summary>Writes a file unless it is there: of several processes that try it at once, the first.</summary>
    /// <param name="path">The file; its folder is made if it is not there.</param>
    /// <param name="write">Writes the whole content.</param>
    /// <returns>Whether it was this one.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, for want of the right to.</exception>
    public static bool TryWriteNew(string path, Action<Stream> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        using var part = PartFile.Create(folder, Path.GetFileName(path));
        write(part.Stream);
        return part.KeepFirst();
    }

    /// <summary>Does the quick part of <see cref="Write"/>: the disk has not been waited for, and the old file is still there.</summary>
    /// <param name="path">The file; its folder is made if it is not there.</param>
    /// <param name="write">Writes the whole content.</param>
    /// <returns>What is to be kept, on any thread, and disposed of.</returns>
    /// <exception cref="IOException">
    /// The file cannot be written, or is a pipe, device or socket. The earlier one is as it was, as after any exception.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, for want of the right to.</exception>
    public static PartFile Prepare(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        if (File.Exists(target) && RegularFile.IsOther(target))
            throw new IOException($"'{path}' is a pipe, device or socket: give the path of a file.");
        var folder = Path.GetDirectoryName(target)!;
        var name = Path.GetFileName(target);
        Directory.CreateDirectory(folder);
        PartFile.CleanUp(folder, name);
        var part = PartFile.Create(folder, name);
        try
        {
            write(part.Stream);
            return part;
        }
        catch
        {
            part.Dispose();
            throw;
        }
    }
}
