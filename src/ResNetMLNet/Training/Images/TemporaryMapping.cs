using System.IO.MemoryMappedFiles;

namespace ResNetMLNet.Training.Images;

/// <summary>Memory in a temporary file, which the system removes with the mapping, and with a process that is killed.</summary>
internal sealed unsafe class TemporaryMapping : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly float* _values;

    private TemporaryMapping(MemoryMappedFile file)
    {
        _file = file;
        _view = file.CreateViewAccessor();
        byte* begin = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref begin);
        _values = (float*)begin;
    }

    /// <summary>Takes all the room at once: a disk that is full later would end the process in the middle of a write.</summary>
    /// <exception cref="InvalidOperationException">There is no room, or no right to write.</exception>
    public static TemporaryMapping Make(long valueCount)
    {
        var bytes = checked(valueCount * sizeof(float));
        var path = Path.Combine(Path.GetTempPath(), $"ResNetMLNet-{Guid.NewGuid():N}.images");
        FileStream? stream = null;
        try
        {
            stream = Open(path, bytes);
            return new TemporaryMapping(MemoryMappedFile.CreateFromFile(
                stream, mapName: null, bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            stream?.Dispose();
            throw new InvalidOperationException(
                $"The images need a temporary file of {bytes} bytes, which cannot be made in '{Path.GetTempPath()}': "
                + $"{exception.Message} Make room there, name another folder by TMPDIR (TMP on Windows), or set "
                + $"{nameof(ImageStorage)} to {nameof(ImageStorage.Memory)}.",
                exception);
        }
    }

    private static FileStream Open(string path, long bytes)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            PreallocationSize = bytes,
        };
        if (OperatingSystem.IsWindows())
            options.Options = FileOptions.DeleteOnClose;
        else
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var stream = new FileStream(path, options);

        // Elsewhere a name can go before what it names, which then lives as long as it is open or mapped.
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return stream;
    }

    /// <summary>Some of the values.</summary>
    public Span<float> Values(long begin, int count) => new(_values + begin, count);

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
