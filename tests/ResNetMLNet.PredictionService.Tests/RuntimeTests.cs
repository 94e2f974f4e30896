using Microsoft.ML;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.PredictionService.Tests.Files;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.PredictionService.Tests;

[TestClass]
public sealed class RuntimeTests
{
    // The libraries add in another order.
    private const float Tolerance = 1e-5f;

    [TestMethod]
    public async Task Onnx_Runtime_Should_Give_The_Scores_Of_The_Model()
    {
        byte[][] pictures = [.. Enumerable.Range(0, 7).Select(i => Drawings.Png(i, i))];

        await AssertSameAsync(TestModels.Gray, Offline.Gray(TestModels.Gray, pictures), pictures, "Runtime=OnnxRuntime");
        await AssertSameAsync(TestModels.Pictures, Offline.Pictures(TestModels.Pictures, pictures), pictures, "Runtime=OnnxRuntime");
    }

    [TestMethod]
    [DataRow("AsSaved")]
    [DataRow("OnnxRuntime")]
    public async Task A_Converted_Model_Should_Be_Served_By_Onnx_Runtime(string runtime)
    {
        var ml = new MLContext();
        using var folder = new TemporaryFolder();
        var file = folder.File("model.zip");
        ml.Model.Save(ml.Model.ToOnnxRuntime(ml.Model.Load(TestModels.Gray, out var schema)), schema, file);
        byte[][] pictures = [Drawings.Png(2, 3)];

        await AssertSameAsync(file, Offline.Gray(file, pictures), pictures, $"Runtime={runtime}");
    }

    private static async Task AssertSameAsync(string model, IReadOnlyList<Classified> offline, byte[][] pictures, string setting)
    {
        await using var host = await ServiceHost.StartAsync(model, setting);
        var answers = await Task.WhenAll(pictures.Select(host.PredictAsync));

        for (var i = 0; i < pictures.Length; i++)
            Assert.IsTrue(offline[i].Equals(answers[i], Tolerance), $"{offline[i]}\n{answers[i]}");
    }
}
