using System.Runtime.InteropServices;
using SkiaSharp;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>Memory for the pixels of one picture after another: the system would clear it for each.</summary>
internal sealed class PictureRoom
{
    private uint[] _pixels = [];

    /// <summary>Makes a bitmap of what is in the room, valid until the next one is made.</summary>
    /// <param name="info">Its size and format, four bytes a pixel.</param>
    public SKBitmap Bitmap(SKImageInfo info)
    {
        var length = info.Width * info.Height;
        if (_pixels.Length < length)
            _pixels = GC.AllocateUninitializedArray<uint>(length, pinned: true);

        // The bitmap keeps what its release refers to: it may outlive the room.
        var (bitmap, pixels) = (new SKBitmap(), _pixels);
        bitmap.InstallPixels(info, Marshal.UnsafeAddrOfPinnedArrayElement(pixels, 0), info.RowBytes, (_, _) => GC.KeepAlive(pixels));
        return bitmap;
    }
}
