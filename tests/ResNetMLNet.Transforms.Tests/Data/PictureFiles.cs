using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Transforms.Tests.Data;

/// <summary>Files whose first bytes are those of a format; nothing else of them is looked at.</summary>
internal static class PictureFiles
{
    public static byte[] Png => [0x89, .. "PNG\r\n\x1a\n"u8];

    public static byte[] Jpeg => [0xFF, 0xD8, 0xFF, 0xE0];

    public static byte[] WebP => [.. "RIFF\0\0\0\0WEBPVP8 "u8];

    public static byte[] Gif => [.. "GIF89a"u8];

    public static byte[] Bmp => [.. "BM"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Writes PNG files into sub-folders, which are made.</summary>
    public static void Write(TemporaryFolder folder, params string[] names)
    {
        foreach (var name in names)
            Write(folder, name, Png);
    }

    public static void Write(TemporaryFolder folder, string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        folder.Write(name, content);
    }
}
