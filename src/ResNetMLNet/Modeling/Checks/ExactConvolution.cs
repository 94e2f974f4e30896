using ResNetMLNet.Interop;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Checks;

/// <summary>
/// A convolution in double precision as a matrix product over its unfolded windows, none of which is oneDNN's: slow, and what all
/// others are measured by.
/// </summary>
internal static class ExactConvolution
{
    /// <summary>Convolves on the CPU.</summary>
    /// <param name="maps">Shape (batch, inputs, height, width), of any type.</param>
    /// <param name="kernel">Shape (outputs, inputs, size, size), of any type.</param>
    /// <param name="bias">Shape (outputs), of any type; null for none.</param>
    /// <param name="stride">The step in both directions.</param>
    /// <param name="padding">The zeros around the map.</param>
    /// <returns>Maps: (batch, outputs, height, width), double precision.</returns>
    public static Tensor Apply(Tensor maps, Tensor kernel, Tensor? bias, long stride, long padding)
    {
        using var scope = NewDisposeScope();
        var (height, width) = new MapSize(maps.shape[2], maps.shape[3]).After(kernel.shape[2], stride, padding);
        var windows = nn.functional.unfold(maps.to(ScalarType.Float64), kernel.shape[2], padding: padding, stride: stride);

        // One product for all maps: one a map would copy the kernel for each.
        var product = kernel.to(ScalarType.Float64).flatten(1).matmul(windows.transpose(0, 1).flatten(1));
        if (bias is not null)
            product = product.add(bias.to(ScalarType.Float64).view(-1, 1), Scalars.One);
        return product.view(-1, maps.shape[0], height, width).transpose(0, 1).MoveToOuterDisposeScope();
    }
}
