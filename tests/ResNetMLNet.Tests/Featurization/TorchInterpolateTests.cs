using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Featurization;

[TestClass]
public sealed class TorchInterpolateTests
{
    [TestMethod]
    [DataRow(28, 28, 96, 96)]
    [DataRow(28, 28, 14, 14)]
    [DataRow(28, 28, 224, 224)]
    [DataRow(7, 5, 3, 9)]
    [DataRow(5, 7, 5, 7)]
    [DataRow(1, 1, 4, 4)]
    public void PixelsToFeatures_Should_Resize_As_Torchs_Interpolate(int height, int width, int newHeight, int newWidth)
    {
        using var scope = NewDisposeScope();
        var pixels = rand(1, 3, height, width) * 255;
        var expected = nn.functional.interpolate(
            pixels, size: [newHeight, newWidth], mode: InterpolationMode.Bilinear, align_corners: false) / 255;
        var schema = SchemaDefinition.Create(typeof(Row));
        schema["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3, height, width);
        var ml = new MLContext(seed: 1);
        var view = ml.Data.LoadFromEnumerable([new Row { Pixels = [.. pixels.data<float>()] }], schema);

        var features = ml.Transforms.PixelsToFeatures("Features", "Pixels", newHeight, newWidth).Fit(view).Transform(view);

        var actual = tensor(features.GetColumn<float[]>("Features").Single()).view(1, 3, newHeight, newWidth);
        Assert.IsLessThanOrEqualTo(1e-5f, (actual - expected).abs().max().item<float>());
    }

    private sealed class Row
    {
        public float[] Pixels { get; set; } = [];
    }
}
