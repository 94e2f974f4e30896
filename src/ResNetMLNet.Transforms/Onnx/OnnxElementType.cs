namespace ResNetMLNet.Transforms.Onnx;

/// <summary>The types of numbers that our graphs have, with the values that ONNX publishes in TensorProto.DataType.</summary>
internal enum OnnxElementType
{
    Float = 1,
    UInt8 = 2,
    Int64 = 7,
    Double = 11,
}
