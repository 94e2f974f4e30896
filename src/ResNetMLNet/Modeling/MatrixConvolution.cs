using System.Diagnostics.CodeAnalysis;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>
/// A convolution as one matrix product, where it is one: a kernel of one pixel is a product over the pixels, and a map of at most 2x2
/// pixels that fits into every window is one over whole maps, in which no tap is multiplied with padding. The result is the same up
/// to rounding.
/// </summary>
/// <remarks>
/// On some processors oneDNN's pointwise convolutions give wrong sums or end the process (seen with libtorch 2.10 on AMD's Zen 5), and
/// its matrix products do not. On small maps it spends most of its time on padding, above all in bfloat16 gradients of weights; and
/// those of a strided kernel on a map of one pixel it leaves uninitialized (seen with libtorch 2.10 on AVX-512).
/// </remarks>
/// <param name="Height">The height of the map.</param>
/// <param name="Width">The width of the map.</param>
/// <param name="KernelSize">Height and width of the kernel.</param>
/// <param name="Stride">The step in both directions.</param>
/// <param name="Padding">The zeros around the map.</param>
internal readonly record struct MatrixConvolution(long Height, long Width, long KernelSize, long Stride, long Padding)
{
    private const int LargestSize = 2;

    /// <summary>Whether it is a product that is no slower than the convolution on a device.</summary>
    /// <param name="device">
    /// The kind of device: on CPUs alone. GPUs compute pointwise convolutions as products by themselves, and lose nothing by padding.
    /// </param>
    public bool AppliesOn(DeviceType device) => device == DeviceType.CPU
        && (IsPointwise || (Height <= LargestSize && Width <= LargestSize && SeesAll(Height) && SeesAll(Width)));

    /// <summary>The height of the output.</summary>
    public long OutHeight => Output.Height;

    /// <summary>The width of the output.</summary>
    public long OutWidth => Output.Width;

    /// <summary>Whether each window is a single pixel, so that the rows are pixels; else the rows are whole maps.</summary>
    public bool IsPointwise => KernelSize == 1 && Padding == 0;

    private MapSize Output => new MapSize(Height, Width).After(KernelSize, Stride, Padding);

    /// <summary>The numbers of a row of <see cref="Rows"/>.</summary>
    /// <param name="inputs">The channels of the map.</param>
    public long RowLength(long inputs) => IsPointwise ? inputs : Height * Width * inputs;

    /// <summary>The rows that each map becomes.</summary>
    public long RowsPerMap => IsPointwise ? OutHeight * OutWidth : 1;

    /// <summary>The numbers of a row of the product, as <see cref="Maps"/> takes it.</summary>
    /// <param name="outputs">The channels of the output.</param>
    public long ProductLength(long outputs) => IsPointwise ? outputs : OutHeight * OutWidth * outputs;

    /// <summary>The convolution as a matrix: (outputs of all windows, inputs), to be used as a linear layer's weight.</summary>
    /// <param name="kernel">Shape (outputs, inputs, size, size).</param>
    public Tensor Matrix(Tensor kernel)
    {
        var outputs = kernel.shape[0];
        if (IsPointwise)
            return kernel.reshape(outputs, -1);
        if (OutHeight * OutWidth == 1)
            return kernel.narrow(2, Padding, Height).narrow(3, Padding, Width).permute(0, 2, 3, 1).reshape(outputs, -1);

        // One gathering of all taps: its gradient is added up in one go, that of a cut for each window is not.
        var inputs = kernel.shape[1];
        return kernel.permute(2, 3, 0, 1).reshape(-1, outputs, inputs)
            .index_select(0, tensor(TapsOfWindows()))
            .view(OutHeight * OutWidth, Height * Width, outputs, inputs)
            .permute(0, 2, 1, 3)
            .reshape(-1, RowLength(inputs));
    }

    /// <summary>The bias for all windows.</summary>
    /// <param name="bias">Shape (outputs); null for none.</param>
    [return: NotNullIfNotNull(nameof(bias))]
    public Tensor? Bias(Tensor? bias) => IsPointwise || OutHeight * OutWidth == 1 ? bias : bias?.repeat(OutHeight * OutWidth);

    /// <summary>The maps as the rows that <see cref="Matrix"/> multiplies.</summary>
    /// <param name="maps">Shape (batch, inputs, height, width).</param>
    public Tensor Rows(Tensor maps)
    {
        // Cut while the channels are last, or the gradient of the cut comes in the other layout and is copied.
        var pixels = maps.permute(0, 2, 3, 1);
        if (IsPointwise && Stride > 1)
            pixels = pixels.slice(1, 0, Height, Stride).slice(2, 0, Width, Stride);
        return pixels.reshape(-1, RowLength(maps.shape[1]));
    }

    /// <summary>The product as maps: (batch, outputs, height, width).</summary>
    /// <param name="product">Rows of all outputs.</param>
    /// <param name="outputs">The channels of the output.</param>
    public Tensor Maps(Tensor product, long outputs) =>
        product.view(-1, OutHeight, OutWidth, outputs).permute(0, 3, 1, 2);

    /// <summary>
    /// What gives, by the kernel turned round, the gradients of the maps from those of the output, where the stride is 1.
    /// </summary>
    public MatrixConvolution Transpose() => new(OutHeight, OutWidth, KernelSize, Stride: 1, KernelSize - 1 - Padding);

    /// <summary>The pixels at the end of a direction that no window reaches, since a further step would leave the map.</summary>
    /// <param name="size">The height or the width of the map.</param>
    public long PassedOver(long size) => (size + (2 * Padding) - KernelSize) % Stride;

    /// <summary>Whether there is a window and each reaches from one end of the map to the other in a direction.</summary>
    private bool SeesAll(long size) => Padding + size <= KernelSize && KernelSize <= size + (2 * Padding);

    /// <summary>The number of the tap that meets each pixel of the map, window by window.</summary>
    private long[] TapsOfWindows()
    {
        var taps = new List<long>();
        for (var row = 0; row < OutHeight; row++)
        {
            for (var column = 0; column < OutWidth; column++)
            {
                for (var pixel = 0; pixel < Height * Width; pixel++)
                {
                    var tapRow = Padding - (row * Stride) + (pixel / Width);
                    var tapColumn = Padding - (column * Stride) + (pixel % Width);
                    taps.Add((tapRow * KernelSize) + tapColumn);
                }
            }
        }
        return [.. taps];
    }
}
