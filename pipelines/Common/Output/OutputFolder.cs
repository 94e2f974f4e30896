using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Transforms.Files;

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
    /// <param name="path">The folder.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="UserErrorException">The folder cannot be made or written.</exception>
    public static OutputFolder Prepare(string path, string option = "--output")
    {
        var full = System.IO.Path.GetFullPath(path);
        WritableFolder.Require(full, "The output folder", $"Choose another one with {option}.");
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
    /// Writes one file, of which a half-written state never bears the name. The folder is made anew where it is gone after
    /// hours of training.
    /// </summary>
    public void Write(string name, Action<Stream> write) => AtomicFile.Write(System.IO.Path.Combine(Path, name), write);
}
