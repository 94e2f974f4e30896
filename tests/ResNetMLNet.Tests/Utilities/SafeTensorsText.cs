using System.Text;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>Safetensors streams put together by hand.</summary>
internal static class SafeTensorsText
{
    public static byte[] Bytes(string header, byte[] data) => Bytes(Encoding.UTF8.GetBytes(header), data);

    public static byte[] Bytes(byte[] header, byte[] data) => [.. BitConverter.GetBytes((ulong)header.Length), .. header, .. data];

    public static MemoryStream Stream(string header, byte[] data) => new(Bytes(header, data));
}
