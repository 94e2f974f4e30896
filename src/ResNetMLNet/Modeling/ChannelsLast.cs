using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>
/// The memory layout in which all channels of a pixel lie side by side, PyTorch's <c>channels_last</c>: TorchSharp 0.107 has
/// no name for it, and convolutions are fastest in it.
/// </summary>
internal static class ChannelsLast
{
    /// <summary>The same numbers and the same shape in that layout.</summary>
    /// <param name="maps">Shape (batch, channels, height, width); the tensor itself stays as it is.</param>
    public static Tensor Of(Tensor maps)
    {
        var (batch, channels, height, width) = (maps.shape[0], maps.shape[1], maps.shape[2], maps.shape[3]);

        // One channel has the same order of numbers in both layouts, so torch copies nothing and keeps the strides, by which
        // the convolutions behind it choose theirs. A view with the channel at the end has the right ones.
        var lastChannels = channels == 1
            ? maps.contiguous().view(batch, height, width, 1)
            : maps.permute(0, 2, 3, 1).contiguous();
        return lastChannels.permute(0, 3, 1, 2);
    }
}
