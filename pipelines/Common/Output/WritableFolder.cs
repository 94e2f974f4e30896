using ResNetMLNet.Pipelines.Common.CommandLine;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>Proves before a work of hours that its folders can be written.</summary>
internal static class WritableFolder
{
    /// <summary>Creates a folder where it is missing and writes a file, which is removed again.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="what">What it is, as the beginning of a sentence.</param>
    /// <param name="remedy">What to do if it cannot be written, a sentence.</param>
    /// <exception cref="UserErrorException">The folder cannot be made or written.</exception>
    public static void Require(string path, string what, string remedy)
    {
        try
        {
            Directory.CreateDirectory(path);
            var probe = Path.Combine(path, Path.GetRandomFileName());
            File.WriteAllText(probe, "writable");
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{what} '{path}' cannot be written: {exception.Message} {remedy}", exception);
        }
    }

    /// <summary>Proves it of the system's folder for temporary files, through which ML.NET reads and writes models.</summary>
    /// <exception cref="UserErrorException">The folder cannot be made or written.</exception>
    public static void RequireTemporary() => Require(
        Path.GetTempPath(),
        "The folder for temporary files",
        "Models are read and written through it: let the environment variable TMPDIR (TMP on Windows) name another one.");
}
