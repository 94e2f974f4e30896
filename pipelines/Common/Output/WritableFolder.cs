using System.Globalization;
using ResNetMLNet.Pipelines.Common.CommandLine;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>Proves before a work of hours that its folders can be written.</summary>
internal static class WritableFolder
{
    private const int AnyBytes = 8;

    /// <summary>Creates a folder where it is missing and writes a file, which is removed again.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="what">What it is, as the beginning of a sentence.</param>
    /// <param name="remedy">What to do if it cannot be written, a sentence.</param>
    /// <param name="bytes">How many bytes there must be room for.</param>
    /// <exception cref="UserErrorException">The folder cannot be made or written.</exception>
    public static void Require(string path, string what, string remedy, long bytes = AnyBytes)
    {
        try
        {
            Directory.CreateDirectory(path);
            using var probe = new FileStream(Path.Combine(path, Path.GetRandomFileName()), Probe(bytes));
            probe.Write(new byte[AnyBytes]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{what} '{path}' cannot be written: {exception.Message} {remedy}", exception);
        }
    }

    /// <summary>Proves it of the folder for temporary files, through which ML.NET reads models.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="bytes">How many bytes the parts of a model have.</param>
    /// <exception cref="UserErrorException">The folder cannot be made or written, or has no room.</exception>
    public static void RequireTemporary(string path, long bytes) => Require(
        path,
        "The folder for temporary files",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Models are read through it, this one by {bytes:N0} bytes: make room there, or let the environment variable TMPDIR (TMP on "
            + $"Windows) name another one."),
        bytes);

    private static FileStreamOptions Probe(long bytes) => new()
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        Options = FileOptions.DeleteOnClose,
        BufferSize = 0,
        PreallocationSize = bytes,
    };
}
