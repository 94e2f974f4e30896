using System.Text;
using Microsoft.ML;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Tests.Featurization;

[TestClass]
public sealed class FeaturizationFileTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    [DataRow("PIXFEATS", true)]
    [DataRow("IMGFEATS", false)]
    public void Load_Should_Name_A_Newer_Version(string signature, bool pixels) => AssertRefused(
        pixels, bytes => ModelZip.Overwrite(bytes, Encoding.UTF8.GetBytes(signature), at: 8, 0x00020001, 0x00020001), "too new");

    [TestMethod]
    [DataRow(new[] { -4, 5 }, "imageHeight is -4")]
    [DataRow(new[] { 4, -5 }, "imageWidth is -5")]
    public void Load_Should_Reject_Sizes_Of_Pixels_That_There_Are_Not(int[] sizes, string problem) =>
        AssertRefused(pixels: true, bytes => ModelZip.Overwrite(bytes, ModelZip.Bytes(4, 5), at: 0, sizes), problem);

    [TestMethod]
    [DataRow(new[] { 2, 4, 5, 6 }, "channels is 2")]
    [DataRow(new[] { 1, 4, 5, 0 }, "resizeTo is 0")]
    public void Load_Should_Reject_Sizes_Of_Pictures_That_There_Are_Not(int[] sizes, string problem) =>
        AssertRefused(pixels: false, bytes => ModelZip.Overwrite(bytes, ModelZip.Bytes(1, 4, 5, 6), at: 0, sizes), problem);

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    [DataRow(100)]
    [DataRow(int.MaxValue)]
    public void Load_Should_Reject_Another_Number_Of_Means_Than_Follow(int count)
    {
        var scale = BitConverter.SingleToInt32Bits(1f / 255);
        AssertRefused(
            pixels: true, bytes => ModelZip.Overwrite(bytes, ModelZip.Bytes(scale, 1), at: 4, count), $"has {count} numbers", "copy the file again");
    }

    private void AssertRefused(bool pixels, Func<byte[], byte[]> change, params string[] parts)
    {
        var zip = ModelZip.Save(pixels ? Pixels() : Pictures());

        var error = Assert.Throws<Exception>(
            () => _ml.Model.Load(new MemoryStream(ModelZip.Replace(zip, "Model.key", change)), out _)).GetBaseException();

        foreach (var part in parts)
            Assert.Contains(part, error.Message);
    }

    private PixelsToFeaturesTransformer Pixels() =>
        _ml.Transforms.PixelsToFeatures("Features", "Features", imageHeight: 4, imageWidth: 5).Fit(SmallImages.Load(_ml, 1));

    private ImagesToFeaturesTransformer Pictures()
    {
        var view = _ml.Transforms.LoadImages("Image", "", "Name").Fit(SmallImages.Load(_ml, 1)).Transform(SmallImages.Load(_ml, 1));
        return _ml.Transforms.ImagesToFeatures("Features", "Image", imageHeight: 4, imageWidth: 5, resizeTo: 6, channels: 1).Fit(view);
    }
}
