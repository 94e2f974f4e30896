using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Training.Images;

/// <summary>Lets pictures be decoded at the same time as long as there is memory for them, and a larger one alone.</summary>
/// <param name="most">The most pixels at once.</param>
internal sealed class PixelShare(long most)
{
    // As stored, upright, and up to eight bytes that the decoder keeps until the end of a progressive JPEG or an interlaced PNG.
    private const int BytesPerPixel = 16;

    // The rest is for the network and its batches.
    private const int ShareOfMemory = 4;

    private readonly object _lock = new();
    private long _taken;

    /// <summary>That of the process.</summary>
    public static PixelShare OfProcess { get; } = new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / ShareOfMemory / BytesPerPixel);

    /// <summary>Waits for room for a picture, and takes it until the result is disposed of.</summary>
    public IDisposable Take(EncodedPicture picture) => Take((long)picture.Width * picture.Height);

    /// <summary>Waits for room for pixels, and takes it until the result is disposed of.</summary>
    public IDisposable Take(long pixels)
    {
        lock (_lock)
        {
            while (_taken > 0 && _taken + pixels > most)
                Monitor.Wait(_lock);
            _taken += pixels;
        }
        return new Room(this, pixels);
    }

    private void Free(long pixels)
    {
        lock (_lock)
        {
            _taken -= pixels;
            Monitor.PulseAll(_lock);
        }
    }

    private sealed class Room(PixelShare share, long pixels) : IDisposable
    {
        public void Dispose() => share.Free(pixels);
    }
}
