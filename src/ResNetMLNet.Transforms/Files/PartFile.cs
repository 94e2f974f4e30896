namespace ResNetMLNet.Transforms.Files;

/// <summary>A file in the making. Unless it is kept, it is gone when disposed, or at the next clean-up.</summary>
internal sealed class PartFile : IDisposable
{
    private const string Extension = ".part";

    private readonly string _target;
    private readonly string _path;
    private bool _kept;

    private PartFile(string target)
    {
        _target = target;
        _path = $"{target}.{Guid.NewGuid():N}{Extension}";
        // Held exclusively, which is how a clean-up by another process knows that it is in use.
        Stream = new FileStream(_path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    public FileStream Stream { get; }

    /// <summary>Begins a file beside its later place.</summary>
    public static PartFile Create(string folder, string name) => new(Path.Combine(folder, name));

    /// <summary>Deletes what killed processes have left, and nothing that a living one still writes.</summary>
    /// <param name="folder">The folder, which is there.</param>
    /// <param name="name">The file that was in the making; <c>*</c> for any.</param>
    public static void CleanUp(string folder, string name)
    {
        foreach (var path in Directory.EnumerateFiles(folder, $"{name}.*{Extension}"))
        {
            try
            {
                new FileStream(
                    path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // In use by another process, deleted by it meanwhile, or another user's.
            }
        }
    }

    /// <summary>Waits for the disk and moves the file to its place, over the one that is there.</summary>
    /// <param name="extension">What is added to its name.</param>
    /// <exception cref="IOException">The disk is full or the folder lost. The earlier file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, for want of the right to.</exception>
    public void Keep(string extension = "")
    {
        Close();
        File.Move(_path, _target + extension, overwrite: true);
        _kept = true;
    }

    /// <summary>Waits for the disk and moves the file to its place, unless there is one by now.</summary>
    /// <returns>Whether there was none.</returns>
    /// <exception cref="IOException">The disk is full or the folder lost.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, for want of the right to.</exception>
    public bool KeepFirst()
    {
        Close();
        // .NET looks whether there is a file and then moves: over what another process has put there in between.
        if (!OperatingSystem.IsWindows() && HardLink.TryCreate(_target, to: _path) is { } created)
            return created;
        try
        {
            File.Move(_path, _target, overwrite: false);
            _kept = true;
        }
        catch (IOException) when (File.Exists(_target))
        {
            // Another process was quicker.
        }
        return _kept;
    }

    private void Close()
    {
        // A rename can reach the disk before the content does, and a power failure would leave an empty file.
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
    }

    public void Dispose()
    {
        try
        {
            // Writes what it still holds back, which fails on a full disk.
            Stream.Dispose();
        }
        finally
        {
            if (!_kept)
                TryDelete();
        }
    }

    private void TryDelete()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What kept the file from being whole is what the caller has to hear of, and the folder may be gone with it.
        }
    }
}
