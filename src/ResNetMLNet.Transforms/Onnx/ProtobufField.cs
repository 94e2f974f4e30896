namespace ResNetMLNet.Transforms.Onnx;

/// <summary>A field of a message of Protocol Buffers, read in place.</summary>
/// <param name="Number">Which one it is.</param>
/// <param name="Value">An integer; 0 for any other field.</param>
/// <param name="Content">A text, a message, numbers in a row or one of fixed size; empty for an integer.</param>
internal readonly record struct ProtobufField(int Number, long Value, ReadOnlyMemory<byte> Content)
{
    /// <summary>The fields of a message in their order.</summary>
    /// <exception cref="InvalidDataException">The message is cut short, or no message.</exception>
    public static IEnumerable<ProtobufField> Of(ReadOnlyMemory<byte> message)
    {
        while (message.Length > 0)
        {
            var tag = TakeInteger(ref message);
            var number = (int)(tag >> 3);
            yield return (tag & 7) switch
            {
                0 => new(number, TakeInteger(ref message), default),
                1 => new(number, 0, Take(ref message, sizeof(long))),
                2 => new(number, 0, Take(ref message, TakeInteger(ref message))),
                5 => new(number, 0, Take(ref message, sizeof(int))),
                var kind => throw new InvalidDataException($"A field is of the kind {kind}, which there is not."),
            };
        }
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> message, long length)
    {
        if (length < 0 || length > message.Length)
            throw new InvalidDataException($"A field of {length} bytes has {message.Length}.");
        var content = message[..(int)length];
        message = message[(int)length..];
        return content;
    }

    /// <summary>Seven bits a byte, the lowest first; all bytes but the last have their highest bit set.</summary>
    private static long TakeInteger(ref ReadOnlyMemory<byte> message)
    {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(ref message, 1).Span[0];
            value |= (part & 0x7FL) << shift;
            if (part < 0x80)
                return value;
        }
        throw new InvalidDataException("An integer has more than 64 bits.");
    }
}
