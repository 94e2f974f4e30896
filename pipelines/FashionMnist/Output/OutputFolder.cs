using ResNetMLNet.Pipelines.FashionMnist.CommandLine;

namespace ResNetMLNet.Pipelines.FashionMnist.Output;

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

    /// <summary>Writes one file: to a temporary file first, so that a half-written one never bears the name.</summary>
    public void Write(string name, Action<string> write)
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
            File.Delete(temporary);
        }
    }
}
