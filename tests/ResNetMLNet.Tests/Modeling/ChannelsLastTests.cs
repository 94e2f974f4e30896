using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling;

[TestClass]
public sealed class ChannelsLastTests
{
    [TestMethod]
    [DataRow(1, false)]
    [DataRow(3, false)]
    [DataRow(4, false)]
    [DataRow(1, true)]
    [DataRow(3, true)]
    [DataRow(4, true)]
    public void Maps_Should_Keep_Their_Numbers_With_The_Channels_Of_A_Pixel_Side_By_Side(int channels, bool transposed)
    {
        const int Height = 5;
        const int Width = 6;
        using var scope = NewDisposeScope();
        var maps = transposed
            ? Networks.Images(2, channels, Width, Height).transpose(2, 3)
            : Networks.Images(2, channels, Height, Width);
        var (numbers, strides) = (maps.clone(), maps.stride());
        Assert.AreEqual(!transposed, maps.is_contiguous());

        var output = ChannelsLast.Of(maps);

        Assert.IsTrue(output.SameAs(numbers), "same shape, same numbers");
        Assert.AreSequenceEqual([Height * Width * channels, 1L, Width * channels, channels], output.stride());
        Assert.IsTrue(maps.SameAs(numbers), "the input's numbers");
        Assert.AreSequenceEqual(strides, maps.stride(), "the input's layout");
    }
}
