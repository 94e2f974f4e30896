namespace ResNetMLNet.Data;

/// <summary>A file in the making. Unless it is kept, it is gone when disposed, or at the next clean-up.</summary>
internal sealed class PartFile : IDisposable
{
    private const string Extension = ".part";

    private readonly string _path;
    private bool _kept;

    private PartFile(string path)
    {
        _path = path;
        // Held exclusively, which is how a clean-up by another process knows that it is in use.
        Stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    public FileStream Stream { get; }

    public static PartFile Create(string folder, string name) =>
        new(Path.Combine(folder, $"{name}.{Guid.NewGuid():N}{Extension}"));

    /// <summary>Deletes what killed processes have left, and nothing that a living one still writes.</summary>
    public static void CleanUp(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Extension))
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

    /// <summary>Gives the file its name, which ends in <c>.gz</c> where the content is compressed.</summary>
    public void Keep(string folder, string name)
    {
        var finalName = Gzip.IsCompressed(Stream) ? name + ".gz" : name;
        Stream.Dispose();
        File.Move(_path, Path.Combine(folder, finalName), overwrite: true);
        _kept = true;
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (!_kept)
            File.Delete(_path);
    }
}
