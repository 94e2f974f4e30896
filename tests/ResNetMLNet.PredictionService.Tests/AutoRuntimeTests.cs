using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.PredictionService.Tests.Files;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.PredictionService.Tests;

/// <summary>Models that are scored by what is faster, which is another one from machine to machine.</summary>
[TestClass]
public sealed class AutoRuntimeTests : IDisposable
{
    // The libraries add in another order.
    private const float Tolerance = 1e-5f;

    private static readonly string[] _raced = ["TorchSharp", "OnnxRuntime"];

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task Pictures_Should_Have_The_Scores_Of_The_Model_Alone_And_Together_And_After_A_Swap()
    {
        byte[][] pictures = [.. Enumerable.Range(0, 40).Select(i => Drawings.Png(i % 10, i))];
        var file = Copy(TestModels.Gray);
        await using var host = await ServiceHost.StartAsync(file, "Runtime=Auto");
        await AssertScoresAsync(host, TestModels.Gray, pictures);

        Copy(TestModels.OtherGray);
        var before = (await ModelOf(host)).GetProperty("id").GetString();
        await ServiceHost.WaitUntilAsync(async () => (await ModelOf(host)).GetProperty("id").GetString() != before);

        await AssertScoresAsync(host, TestModels.OtherGray, pictures);
    }

    [TestMethod]
    public async Task A_Model_Should_Be_Explained_Whatever_Scores_It()
    {
        await using var host = await ServiceHost.StartAsync(TestModels.Pictures, "Runtime=Auto");

        using var response = await host.PostAsync(Drawings.Png(1, 1), path: "explain");

        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.IsTrue((await ModelOf(host)).GetProperty("explains").GetBoolean());
    }

    [TestMethod]
    [DataRow("AsSaved", "TorchSharp")]
    [DataRow("OnnxRuntime", "OnnxRuntime")]
    public async Task The_Model_Should_Tell_Its_Runtime(string setting, string runtime)
    {
        await using var host = await ServiceHost.StartAsync(TestModels.Gray, $"Runtime={setting}");

        await AssertServedByAsync(host, runtime);
    }

    [TestMethod]
    public async Task A_Model_That_Is_Converted_Already_Should_Be_Served_As_Saved()
    {
        using var converted = (IDisposable)_ml.Model.ToOnnxRuntime(_ml.Model.Load(TestModels.Gray, out var schema));
        _ml.Model.Save((ITransformer)converted, schema, _folder.File("model.zip"));
        await using var host = await ServiceHost.StartAsync(_folder.File("model.zip"), "Runtime=Auto");

        await AssertServedByAsync(host, "OnnxRuntime");
    }

    [TestMethod]
    public async Task A_Network_Of_A_User_Should_Be_Served_As_Saved()
    {
        var pictures = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Row
        {
            Label = i % 2 == 0 ? "even" : "odd",
            Pixels = Drawings.Pixels(i % 2, i),
        }));
        var rows = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(pictures).Transform(pictures);
        var options = new TorchModuleTrainer.Options { Module = new OneLayer(), Epoch = 1 };
        using var model = _ml.Transforms.PixelsToFeatures("Features", "Pixels", Drawings.Size, Drawings.Size)
            .Append(_ml.MulticlassClassification.Trainers.TorchModule(options)).Fit(rows);
        _ml.Model.Save(model, rows.Schema, _folder.File("model.zip"));
        await using var host = await ServiceHost.StartAsync(_folder.File("model.zip"), "Runtime=Auto");

        Assert.HasCount(2, (await host.PredictAsync(Drawings.Png(1, 1))).Classes);
        await AssertServedByAsync(host, "TorchSharp");
    }

    private static async Task AssertScoresAsync(ServiceHost host, string model, byte[][] pictures)
    {
        var expected = Offline.Gray(model, pictures);
        using var form = await host.PostFormAsync(pictures, $"?top={host.AllClasses}");
        var together = (await Answer.Of(form)).Predictions;

        for (var i = 0; i < pictures.Length; i++)
            Assert.IsTrue(expected[i].Equals(together[i], Tolerance), $"picture {i}");
        Assert.IsTrue(expected[0].Equals(await host.PredictAsync(pictures[0]), Tolerance));
        var runtime = (await ModelOf(host)).GetProperty("runtime");
        CollectionAssert.Contains(_raced, runtime.GetProperty("alone").GetString());
        CollectionAssert.Contains(_raced, runtime.GetProperty("batches").GetString());
    }

    private static async Task AssertServedByAsync(ServiceHost host, string runtime) => Assert.AreEqual(
        $"{{\"alone\":\"{runtime}\",\"batches\":\"{runtime}\",\"batchesFrom\":2}}",
        (await ModelOf(host)).GetProperty("runtime").GetRawText());

    private static Task<JsonElement> ModelOf(ServiceHost host) => host.Client.GetFromJsonAsync<JsonElement>("/model");

    private string Copy(string model)
    {
        File.Copy(model, _folder.File("new.zip"));
        File.Move(_folder.File("new.zip"), _folder.File("model.zip"), overwrite: true);
        return _folder.File("model.zip");
    }

    private sealed class Row
    {
        public string Label { get; set; } = "";

        [VectorType(Drawings.Size, Drawings.Size)]
        public byte[] Pixels { get; set; } = [];
    }
}
