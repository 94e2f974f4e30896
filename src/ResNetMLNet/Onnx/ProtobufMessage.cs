using Google.Protobuf;
using ResNetMLNet.Interop;
using static TorchSharp.torch;

namespace ResNetMLNet.Onnx;

/// <summary>A message of Protocol Buffers, put together field by field and written without a copy of its tensors.</summary>
/// <remarks>A message must be complete when it is added to another one, which takes note of its size.</remarks>
internal sealed class ProtobufMessage
{
    private readonly List<Action<CodedOutputStream, Stream>> _fields = [];
    private int _size;

    /// <summary>Adds an integer or an enumeration value.</summary>
    public ProtobufMessage Add(int field, long value) => Add(
        field, WireFormat.WireType.Varint, CodedOutputStream.ComputeInt64Size(value), (output, _) => output.WriteInt64(value));

    /// <summary>Adds a text.</summary>
    public ProtobufMessage Add(int field, string value) => Add(
        field, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeStringSize(value),
        (output, _) => output.WriteString(value));

    /// <summary>Adds a complete message.</summary>
    public ProtobufMessage Add(int field, ProtobufMessage value) => AddSized(field, value._size, value.WriteFields);

    /// <summary>Adds the bytes of a tensor, whose numbers must stay as they are until the message is written.</summary>
    public ProtobufMessage Add(int field, Tensor values) => AddSized(
        field, checked((int)(values.numel() * values.ElementSize)), (output, stream) =>
        {
            // CodedOutputStream takes bytes in its own kind of array only: past it, they need no copy.
            output.Flush();
            using var scope = NewDisposeScope();
            stream.Write(values.cpu().contiguous().Values<byte>());
        });

    /// <summary>Writes the message as a file has it, without a length in front.</summary>
    /// <param name="stream">Receives the bytes and stays open.</param>
    public void WriteTo(Stream stream)
    {
        using var output = new CodedOutputStream(stream, leaveOpen: true);
        WriteFields(output, stream);
    }

    private void WriteFields(CodedOutputStream output, Stream stream) => _fields.ForEach(write => write(output, stream));

    private ProtobufMessage AddSized(int field, int size, Action<CodedOutputStream, Stream> write) => Add(
        field, WireFormat.WireType.LengthDelimited, checked(CodedOutputStream.ComputeLengthSize(size) + size), (output, stream) =>
        {
            output.WriteLength(size);
            write(output, stream);
        });

    private ProtobufMessage Add(int field, WireFormat.WireType type, int size, Action<CodedOutputStream, Stream> write)
    {
        _size = checked(_size + CodedOutputStream.ComputeTagSize(field) + size);
        _fields.Add((output, stream) =>
        {
            output.WriteTag(field, type);
            write(output, stream);
        });
        return this;
    }
}
