using System.Text;

namespace ResNetMLNet.Tests.Files;

/// <summary>Damages a safetensors file in one to three random places, drawn from a seed.</summary>
internal sealed class SafeTensorsMutations(byte[] original, int seed)
{
    /// <summary>What is put into headers.</summary>
    private static readonly string[] _words =
    [
        "-1", "0", "1e9", "NaN", "null", "9223372036854775807", "1152921504606846976", "[", "]", "{", "}", ",", ":", "\"",
        "\\u0000", "\"F64\"", "\"BF16\"", "\"F8_E5M2\"", "\"__metadata__\":{},", "[0,0]", "[]", "\"w\":", " ", "\ud83d\ude00",
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        var bytes = original.ToList();
        for (var count = _random.Next(1, 4); count > 0; count--)
            Mutate(bytes);
        return [.. bytes];
    }

    private void Mutate(List<byte> bytes)
    {
        var place = _random.Next(bytes.Count + 1);
        var length = _random.Next(Math.Min(20, bytes.Count - place + 1));
        switch (_random.Next(6))
        {
            case 0 when place < bytes.Count:
                bytes[place] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                bytes.RemoveRange(place, length);
                break;
            case 2:
                bytes.InsertRange(_random.Next(bytes.Count + 1), bytes.GetRange(place, length));
                break;
            case 3:
                bytes.RemoveRange(place, bytes.Count - place);
                break;
            default:
                ReplaceInHeader(bytes);
                break;
        }
    }

    /// <summary>Puts a word in the place of up to five bytes of the header, and keeps the length of the header true.</summary>
    private void ReplaceInHeader(List<byte> bytes)
    {
        if (bytes.Count < 9)
            return;
        var end = (int)Math.Clamp(BitConverter.ToInt64([.. bytes[..8]]), 0, bytes.Count - 8) + 8;
        var place = _random.Next(8, end + 1);
        var removed = _random.Next(Math.Min(6, end - place + 1));
        var word = Encoding.UTF8.GetBytes(_words[_random.Next(_words.Length)]);
        bytes.RemoveRange(place, removed);
        bytes.InsertRange(place, word);
        var length = BitConverter.GetBytes(end - 8L - removed + word.Length);
        for (var index = 0; index < length.Length; index++)
            bytes[index] = length[index];
    }
}
