using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;
using ResNetMLNet.Interop;
using ResNetMLNet.Tests.Utilities;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Onnx;

[TestClass]
public sealed class ApplyOnnxModelTests
{
    private const int Size = 28;
    private const int Classes = 4;

    [TestMethod]
    public void File_Should_Score_The_Rows_Of_A_View_As_The_Network_Does()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var network = Networks.WithStatistics(1, Classes);
        network.eval();
        var path = folder.Write("network.onnx", OnnxFile.Of(network, 1, Size));
        var images = Networks.Images(3, 1, Size, Size);
        var pixels = images.Values<float>().ToArray();

        var ml = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(ImageRow));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Size * Size);
        var rows = ml.Data.LoadFromEnumerable(pixels.Chunk(Size * Size).Select(row => new ImageRow { Features = row }), schema);
        using var model = ml.Transforms.ApplyOnnxModel(new OnnxOptions
        {
            ModelFile = path,
            InputColumns = ["Features"],
            OutputColumns = ["Score"],
            IntraOpNumThreads = 1,
        }).Fit(rows);
        var scores = model.Transform(rows).GetColumn<float[]>("Score").SelectMany(score => score).ToArray();

        var difference = tensor(scores, [3, Classes]) - network.call(images).softmax(1);
        Assert.IsLessThan(1e-5f, difference.abs().max().item<float>());
    }

    private sealed class ImageRow
    {
        public float[] Features { get; set; } = [];
    }
}
