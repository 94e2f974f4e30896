using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>The windows of maps as rows of a matrix, which makes a convolution a matrix product.</summary>
internal static class MapWindows
{
    /// <summary>Copies all windows.</summary>
    /// <param name="maps">Shape (batch, channels, height, width), the channels of a pixel side by side in memory.</param>
    /// <param name="shape">The convolution.</param>
    /// <returns>Shape (batch x output height x output width, size x size x channels).</returns>
    public static Tensor Rows(Tensor maps, MatrixConvolution shape)
    {
        var (size, padding) = (shape.KernelSize, shape.Padding);
        return nn.functional.pad(maps.permute(0, 2, 3, 1), [0, 0, padding, padding, padding, padding])
            .unfold(1, size, shape.Stride)
            .unfold(2, size, shape.Stride)
            .permute(0, 1, 2, 4, 5, 3)
            .reshape(-1, size * size * maps.shape[1]);
    }
}
