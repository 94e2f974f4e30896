using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Utilities;

internal static class TensorExtensions
{
    /// <summary>Whether two tensors have the same shape and the same numbers, bit for bit.</summary>
    public static bool SameAs(this Tensor tensor, Tensor other)
    {
        using var scope = NewDisposeScope();
        return tensor.shape.SequenceEqual(other.shape) && tensor.eq(other).all().item<bool>();
    }
}
