using System.Net.Http.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.PredictionService.Tests.Files;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.PredictionService.Tests;

/// <summary>Answers of models that are not sure.</summary>
[TestClass]
public sealed class UnsureAnswerTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("0.0001", true)]
    [DataRow("0.99999", false)]
    public async Task A_Probability_Below_The_Setting_Should_Have_No_Label_But_Its_Scores(string threshold, bool isSure)
    {
        var picture = Drawings.Png(1, 1);
        await using var host = await ServiceHost.StartAsync(TestModels.Gray, $"RejectBelow={threshold}");

        var answer = await host.PredictAsync(picture);

        Assert.AreEqual(isSure ? answer.Classes[0].Class : null, answer.Label);
        var told = await host.Client.GetFromJsonAsync<Dictionary<string, object>>("/model");
        Assert.AreEqual(threshold, $"{told!["rejectBelow"]}");
        Offline.Gray(TestModels.Gray, picture)[0].AssertSame(answer);
    }

    [TestMethod]
    [DataRow("AsSaved")]
    [DataRow("OnnxRuntime")]
    public async Task A_Model_With_A_Temperature_And_A_Threshold_Should_Be_Served(string runtime)
    {
        using var trained = (TransformerChain<ITransformer>)_ml.Model.Load(TestModels.Pictures, out var schema);
        var rows = Enumerable.Range(0, 12)
            .Select(i => new Row { ImagePath = _folder.Write($"{i}.png", Drawings.Png(i % 3, i)), Label = $"class {i % 3}" }).ToList();
        var scored = trained.Transform(_ml.Data.LoadFromEnumerable(rows));
        var calibrator = _ml.MulticlassClassification.TemperatureCalibrator().Fit(scored);
        var expected = calibrator.Transform(scored).GetColumn<float[]>("Score").ToArray();
        var threshold = expected.Select(scores => scores.Max()).Order().ElementAt(6) - 1e-5f;
        var model = new TransformerChain<ITransformer>(
            [.. trained, calibrator, _ml.MulticlassClassification.RejectBelow(threshold).Fit(scored)]);
        _ml.Model.Save(model, schema, _folder.File("model.zip"));
        await using var host = await ServiceHost.StartAsync(_folder.File("model.zip"), $"Runtime={runtime}");

        var answers = new List<Classified>();
        for (var i = 0; i < rows.Count; i++)
            answers.Add(await host.PredictAsync(Drawings.Png(i % 3, i)));

        Assert.AreSequenceEqual(expected.Select(scores => scores.Max() >= threshold), answers.Select(answer => answer.Label is not null));
        foreach (var (scores, answer) in expected.Zip(answers))
            Assert.AreEqual(scores.Max(), answer.Classes[0].Probability, 1e-6f);
        var told = await host.Client.GetFromJsonAsync<Dictionary<string, object>>("/model");
        Assert.AreEqual(threshold, float.Parse($"{told!["rejectBelow"]}", System.Globalization.CultureInfo.InvariantCulture));
    }

    private sealed class Row
    {
        public string ImagePath { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
