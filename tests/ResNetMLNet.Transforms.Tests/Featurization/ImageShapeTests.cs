using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Tests.Featurization;

[TestClass]
public sealed class ImageShapeTests
{
    [TestMethod]
    [DataRow(new[] { 5, 7 }, "1 x 5 x 7")]
    [DataRow(new[] { 2, 5, 7 }, "2 x 5 x 7")]
    [DataRow(new[] { 4, 8, 4 }, "4 x 8 x 4", DisplayName = "as many channels as there may be")]
    [DataRow(new[] { 5, 8, 5 }, "5 x 8 x 5", DisplayName = "a width that is no number of colours")]
    [DataRow(new[] { 1 }, "1 x 1 x 1")]
    [DataRow(new[] { 3 }, "3 x 1 x 1")]
    [DataRow(new[] { 36 }, "1 x 6 x 6", DisplayName = "divisible by three, yet no square of three planes")]
    [DataRow(new[] { 48 }, "3 x 4 x 4")]
    public void Dimensions_Should_Be_Read_As_Planes_Of_Rows(int[] dimensions, string expected)
    {
        var shape = ImageShape.Of(new VectorDataViewType(NumberDataViewType.Single, dimensions), out var problem);

        Assert.AreEqual(expected, shape.ToString());
        Assert.IsNull(problem);
    }

    [TestMethod]
    [DataRow(new[] { 0 }, "a vector of known size")]
    [DataRow(new[] { 8 }, "dimensions (channels, height, width)")]
    [DataRow(new[] { 6 }, "dimensions (channels, height, width)")]
    [DataRow(new[] { 1, 2, 2, 2 }, "dimensions (channels, height, width)")]
    [DataRow(new[] { 5, 8, 4 }, "interleavePixelColors")]
    public void Dimensions_That_Make_No_Image_Should_Be_Told(int[] dimensions, string expected)
    {
        Assert.IsNull(ImageShape.Of(new VectorDataViewType(NumberDataViewType.Single, dimensions), out var problem));
        Assert.Contains(expected, problem!);
    }

    [TestMethod]
    public void A_Single_Number_Should_Make_No_Image()
    {
        Assert.IsNull(ImageShape.Of(NumberDataViewType.Single, out var problem));
        Assert.Contains("a vector of known size", problem!);
    }
}
