using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using SkiaSharp;

namespace ResNetMLNet.Transforms.Interop;

/// <summary>The door to the memory of ML.NET's pictures, which ML.NET fills by copying only.</summary>
internal static class PictureMemory
{
    /// <summary>Makes a picture of a bitmap, which it owns from then on.</summary>
    /// <param name="bitmap">The bitmap, four bytes a pixel.</param>
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    public static extern MLImage ToPicture(SKBitmap bitmap);
}
