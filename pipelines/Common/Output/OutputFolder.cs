using ResNetMLNet.Pipelines.Common.CommandLine;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>The folder for a training's results, known to be writable before the training begins.</summary>
internal sealed class OutputFolder
{
    private OutputFolder(string path) => Path = path;

    /// <summary>The full path of the folder.</summary>
    public string Path { get; }

    /// <summary>
    /// Creates the folder where it is missing and proves by a file, removed again, that it can be written.
    /// </summary>
    /// <exception cref="UserErrorException">The folder cannot be made or written.</exception>
    public static OutputFolder Prepare(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
            var probe = System.IO.Path.Combine(full, System.IO.Path.GetRandomFileName());
            File.WriteAllText(probe, "writable");
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"The output folder '{full}' cannot be written: {exception.Message} Choose another one with --output.",
                exception);
        }

        return new OutputFolder(full);
    }

    /// <summary>A new folder of the system's for temporary files, for results that have no other place.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, for want of the right to.</exception>
    public static OutputFolder OfSystem() => new(Directory.CreateTempSubdirectory("ResNetMLNet-").FullName);

    /// <summary>Whether an exception says that something cannot be written, and not that something else is wrong.</summary>
    public static bool IsWriteError(Exception exception) =>
        exception is IOException or UnauthorizedAccessException
        || (exception.InnerException is { } inner && IsWriteError(inner));

    /// <summary>
    /// Writes one file: to a temporary file first, so that a half-written one never bears the name. It is tried a second
    /// time, since the folder may be gone after hours of training, but can be made anew.
    /// </summary>
    public void Write(string name, Action<string> write)
    {
        try
        {
            WriteOnce(name, write);
        }
        catch (Exception exception) when (IsWriteError(exception))
        {
            Directory.CreateDirectory(Path);
            WriteOnce(name, write);
        }
    }

    private void WriteOnce(string name, Action<string> write)
    {
        var file = System.IO.Path.Combine(Path, name);
        var temporary = System.IO.Path.Combine(Path, $".{name}.{System.IO.Path.GetRandomFileName()}");
        try
        {
            write(temporary);
            File.Move(temporary, file, overwrite: true);
        }
        finally
        {
            // In a folder that is gone, deleting would fail, and hide why writing did.
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }
}
