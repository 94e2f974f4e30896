using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ResNetMLNet.Training.Images;

/// <summary>
/// Values in a temporary file, which the system removes when it is closed, and with a process that is killed. It is written
/// and read by calls, not mapped into memory: a disk that is full gives an error there, and would end the process here.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly SafeFileHandle _handle;
    private readonly long _bytes;

    /// <param name="stream">The file, which is closed with this.</param>
    /// <param name="bytes">How many bytes it is to have in the end.</param>
    internal TemporaryFile(FileStream stream, long bytes) =>
        (_stream, _handle, _bytes) = (stream, stream.SafeFileHandle, bytes);

    /// <summary>Makes the file, with all its room at once where the file system can: better no training than a half.</summary>
    /// <exception cref="InvalidOperationException">There is no room, or no right to write.</exception>
    public static TemporaryFile Make(long valueCount)
    {
        var bytes = checked(valueCount * sizeof(float));
        try
        {
            return new TemporaryFile(Open(bytes), bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Error(bytes, "made", exception);
        }
    }

    /// <summary>Writes some of the values.</summary>
    /// <exception cref="InvalidOperationException">There is no room.</exception>
    public void Write(long begin, ReadOnlySpan<float> values)
    {
        try
        {
            RandomAccess.Write(_handle, MemoryMarshal.AsBytes(values), begin * sizeof(float));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // .NET calls it an argument out of range if a file grows larger than its file system allows.
            throw Error(_bytes, "written", exception);
        }
    }

    /// <summary>Reads some of the values, which have been written; several threads may do it at the same time.</summary>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    public void Read(long begin, Span<float> values)
    {
        var offset = begin * sizeof(float);
        for (var rest = MemoryMarshal.AsBytes(values); rest.Length > 0;)
        {
            var count = RandomAccess.Read(_handle, rest, offset);
            if (count == 0)
                throw new EndOfStreamException($"The images' temporary file ends at byte {offset}: something has shortened it.");
            rest = rest[count..];
            offset += count;
        }
    }

    public void Dispose() => _stream.Dispose();

    private static FileStream Open(long bytes)
    {
        var path = Path.Combine(Path.GetTempPath(), $"ResNetMLNet-{Guid.NewGuid():N}.images");
        var stream = new FileStream(path, Options(bytes));
        try
        {
            // Except on Windows a name can go before what it names, which then lives as long as it is open.
            if (!OperatingSystem.IsWindows())
                File.Delete(path);
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static FileStreamOptions Options(long bytes)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.DeleteOnClose,
            PreallocationSize = bytes,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static InvalidOperationException Error(long bytes, string done, Exception exception) => new(
        $"The images need a temporary file of {bytes} bytes, which cannot be {done} in '{Path.GetTempPath()}': "
        + $"{exception.Message} Make room there, name another folder by TMPDIR (TMP on Windows), or set "
        + $"{nameof(ImageStorage)} to {nameof(ImageStorage.Memory)}.",
        exception);
}
