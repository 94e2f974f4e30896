namespace ResNetMLNet.Persistence;

/// <summary>Writes files that are at all times whole: as they are to be, or as they were before.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a new file beside the place of the old one, flushes it to the disk and moves it there.</summary>
    /// <param name="path">The file; its folder is made if it is not there.</param>
    /// <param name="write">Writes the whole content.</param>
    /// <exception cref="IOException">The file cannot be written. The earlier one is as it was, as after any exception.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, for want of the right to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var part = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                // A rename can reach the disk before the content does, and a power failure would leave an empty file.
                stream.Flush(flushToDisk: true);
            }
            File.Move(part, target, overwrite: true);
        }
        catch
        {
            TryDelete(part);
            throw;
        }
    }

    private static void TryDelete(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What made the writing fail is what the caller has to hear of, and the folder may be gone with the file.
        }
    }
}
