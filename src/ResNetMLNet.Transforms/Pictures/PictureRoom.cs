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
        var bitmap = new SKBitmap();
        bitmap.InstallPixels(info, Marshal.UnsafeAddrOfPinnedArrayElement(_pixels, 0));
        return bitmap;
    }
}
