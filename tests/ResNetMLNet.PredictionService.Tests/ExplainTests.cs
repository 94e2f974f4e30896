using System.Net;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.PredictionService.Tests.Files;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;
using ResNetMLNet.Tests.Pipelines.ImageFolder;
using SkiaSharp;

namespace ResNetMLNet.PredictionService.Tests;

[TestClass]
public sealed class ExplainTests
{
    private static ServiceHost _gray = null!;
    private static ServiceHost _pictures = null!;

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        _gray = await ServiceHost.StartAsync(TestModels.Gray);
        _pictures = await ServiceHost.StartAsync(TestModels.Pictures);
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        await _gray.DisposeAsync();
        await _pictures.DisposeAsync();
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("?class=class%202")]
    public async Task A_Picture_Should_Come_Back_As_The_Model_Explains_It_Offline(string query)
    {
        var content = Pictures.Noise(SKEncodedImageFormat.Png, 45, 120);
        var expected = Offline(content, query.Length == 0 ? null : "class 2");

        using var response = await _pictures.PostAsync(content, query: query, path: "explain");

        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.AreEqual("image/png", response.Content.Headers.ContentType?.MediaType);
        using var explained = SKBitmap.Decode(
            await response.Content.ReadAsByteArrayAsync(), new SKImageInfo(45, 120, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Assert.AreEqual((45, 120), (explained.Width, explained.Height));
        Assert.AreSequenceEqual(expected, explained.Bytes);
    }

    [TestMethod]
    public async Task A_Large_Picture_Of_A_Form_Should_Come_Back_Smaller()
    {
        using var response = await _gray.PostFormAsync([Pictures.Noise(SKEncodedImageFormat.Png, 2048, 512)], path: "explain");

        using var explained = SKBitmap.Decode(await response.Content.ReadAsByteArrayAsync());
        Assert.AreEqual((1024, 256), (explained.Width, explained.Height));
    }

    [TestMethod]
    public async Task Predictions_Should_Be_The_Same_Beside_Explanations()
    {
        var picture = Drawings.Png(3, 7);
        var before = await _gray.PredictAsync(picture);

        var responses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _gray.PostAsync(picture, path: "explain")));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _gray.PredictAsync(picture)));

        Assert.IsTrue(responses.All(response => response.IsSuccessStatusCode));
        foreach (var answer in answers)
            before.AssertSame(answer);
    }

    [TestMethod]
    public async Task What_Cannot_Be_Explained_Should_Be_A_Problem()
    {
        using var unknown = await _gray.PostAsync(Drawings.Png(1, 1), query: "?class=Hat", path: "explain");
        using var unreadable = await _gray.PostAsync([1, 2, 3], path: "explain");
        using var two = await _gray.PostFormAsync([Drawings.Png(1, 1), Drawings.Png(2, 2)], path: "explain");

        Assert.Contains("class is 'Hat'", (await Problem.Of(unknown, HttpStatusCode.BadRequest)).Detail);
        await Problem.Of(unreadable, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("more than 1 picture", (await Problem.Of(two, HttpStatusCode.RequestEntityTooLarge)).Detail);
    }

    [TestMethod]
    public async Task A_Model_On_Onnx_Runtime_Should_Say_That_It_Cannot_Be_Explained()
    {
        await using var host = await ServiceHost.StartAsync(TestModels.Gray, "Runtime=OnnxRuntime");

        using var response = await host.PostAsync(Drawings.Png(1, 1), path: "explain");

        Assert.EndsWith(":not-explainable", (await Problem.Of(response, HttpStatusCode.NotImplemented)).Type);
        Assert.Contains("\"explains\":false", await host.Client.GetStringAsync("/model"));
        Assert.Contains("\"explains\":true", await _gray.Client.GetStringAsync("/model"));
        Assert.Contains(
            "prediction_service_explain_requests_total{status=\"501\"} 1", await host.Client.GetStringAsync("/metrics"));
    }

    private static byte[] Offline(byte[] content, string? className)
    {
        var ml = new MLContext();
        var explained = ml.Model.Explain(ml.Model.Load(TestModels.Pictures, out _), className, overlayColumnName: "Overlay");
        using var owned = explained as IDisposable;
        var view = explained.Transform(ml.Data.LoadFromEnumerable([new Row { ImagePath = content }]));
        using var cursor = view.GetRowCursor([view.Schema["Overlay"]]);
        MLImage overlay = null!;
        cursor.MoveNext();
        cursor.GetGetter<MLImage>(view.Schema["Overlay"])(ref overlay);
        return overlay.Pixels.ToArray();
    }

    private sealed class Row
    {
        public byte[] ImagePath { get; set; } = [];
    }
}
