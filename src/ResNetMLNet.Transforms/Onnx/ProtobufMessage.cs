using Google.Protobuf;

namespace ResNetMLNet.Transforms.Onnx;

/// <summary>A message of Protocol Buffers, put together field by field and written without a copy of its weights.</summary>
/// <remarks>A message must be complete when it is added to another one, which takes note of its size.</remarks>
internal sealed class ProtobufMessage
{
    private readonly List<Action<CodedOutputStream, Stream>> _fields = [];

    /// <summary>The bytes of the message when it is written.</summary>
    public long Size { get; private set; }

    /// <summary>Adds an integer or an enumeration value.</summary>
    public ProtobufMessage Add(int field, long value) => Add(
        field, WireFormat.WireType.Varint, CodedOutputStream.ComputeInt64Size(value), (output, _) => output.WriteInt64(value));

    /// <summary>Adds a text.</summary>
    public ProtobufMessage Add(int field, string value) => Add(
        field, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeStringSize(value),
        (output, _) => output.WriteString(value));

    /// <summary>Adds a number in single precision.</summary>
    public ProtobufMessage Add(int field, float value) => Add(
        field, WireFormat.WireType.Fixed32, sizeof(float), (output, _) => output.WriteFloat(value));

    /// <summary>Adds a complete message.</summary>
    public ProtobufMessage Add(int field, ProtobufMessage value) => AddSized(field, value.Size, value.WriteFields);

    /// <summary>Adds bytes that are asked for when the message is written.</summary>
    /// <param name="field">The number of the field.</param>
    /// <param name="size">How many they are.</param>
    /// <param name="write">Writes exactly as many.</param>
    public ProtobufMessage Add(int field, long size, Action<Stream> write) => AddSized(field, size, (output, stream) =>
    {
        // CodedOutputStream takes bytes in its own kind of array only: past it, they need no copy.
        output.Flush();
        write(stream);
    });

    /// <summary>Writes the message as a file has it, without a length in front.</summary>
    /// <param name="stream">Receives the bytes and stays open.</param>
    public void WriteTo(Stream stream)
    {
        using var output = new CodedOutputStream(stream, leaveOpen: true);
        WriteFields(output, stream);
    }

    private void WriteFields(CodedOutputStream output, Stream stream) => _fields.ForEach(write => write(output, stream));

    private ProtobufMessage AddSized(int field, long size, Action<CodedOutputStream, Stream> write) => Add(
        field, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeInt64Size(size) + size, (output, stream) =>
        {
            // A length is written as an integer of as many bits as it takes.
            output.WriteInt64(size);
            write(output, stream);
        });

    private ProtobufMessage Add(int field, WireFormat.WireType type, long size, Action<CodedOutputStream, Stream> write)
    {
        Size += CodedOutputStream.ComputeTagSize(field) + size;
        _fields.Add((output, stream) =>
        {
            output.WriteTag(field, type);
            write(output, stream);
        });
        return this;
    }
}
