namespace ResNetMLNet.Persistence;

/// <summary>The content of an <see cref="AtomicFile"/> on its way to the disk. Unless it is committed, it is gone when disposed.</summary>
internal sealed class PreparedFile(PartFile part, string target) : IDisposable
{
    /// <summary>Waits for the disk and moves the file to its place.</summary>
    /// <exception cref="IOException">The disk is full or the folder lost. The earlier file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, for want of the right to.</exception>
    public void Commit()
    {
        // A rename can reach the disk before the content does, and a power failure would leave an empty file.
        part.Stream.Flush(flushToDisk: true);
        part.Keep(target);
    }

    public void Dispose() => part.Dispose();
}
