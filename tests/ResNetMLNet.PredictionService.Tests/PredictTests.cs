using System.Net.Http.Json;
using ResNetMLNet.PredictionService.Tests.Files;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;
using ResNetMLNet.Tests.Pipelines.ImageFolder;
using SkiaSharp;

namespace ResNetMLNet.PredictionService.Tests;

[TestClass]
public sealed class PredictTests
{
    private static ServiceHost _host = null!;

    [ClassInitialize]
    public static async Task Start(TestContext context) => _host = await ServiceHost.StartAsync(TestModels.Gray);

    [ClassCleanup]
    public static async Task Stop() => await _host.DisposeAsync();

    [TestMethod]
    public async Task A_Picture_As_Body_Should_Get_Its_Offline_Scores()
    {
        var picture = Drawings.Png(3, 7);

        var answer = await _host.PredictAsync(picture);

        Assert.IsNull(answer.File);
        Offline.Gray(TestModels.Gray, picture)[0].AssertSame(answer);
    }

    [TestMethod]
    [DataRow(SKEncodedImageFormat.Png, "image/png")]
    [DataRow(SKEncodedImageFormat.Jpeg, "image/jpeg")]
    public async Task A_Large_Colour_Picture_Should_Get_Its_Offline_Scores(SKEncodedImageFormat format, string type)
    {
        var picture = Pictures.Noise(format, 640, 480);

        using var response = await _host.PostAsync(picture, type, "?top=10");

        Offline.Gray(TestModels.Gray, picture)[0].AssertSame((await Answer.Of(response)).Predictions[0]);
    }

    [TestMethod]
    public async Task A_Form_Should_Get_The_Scores_Of_All_Its_Files_In_Their_Order()
    {
        byte[][] pictures = [.. Enumerable.Range(0, 12).Select(i => Drawings.Png(i % 10, i))];

        using var response = await _host.PostFormAsync(pictures, "?top=10");

        var answer = (await Answer.Of(response)).Predictions;
        var offline = Offline.Gray(TestModels.Gray, pictures);
        Assert.HasCount(pictures.Length, answer);
        for (var i = 0; i < pictures.Length; i++)
        {
            Assert.AreEqual($"{i}.png", answer[i].File);
            offline[i].AssertSame(answer[i]);
        }
    }

    [TestMethod]
    [DataRow("", 3)]
    [DataRow("?top=1", 1)]
    [DataRow("?top=10", 10)]
    public async Task The_Likeliest_Classes_Should_Come_First(string query, int count)
    {
        using var response = await _host.PostAsync(Drawings.Png(1, 1), query: query);

        var classes = (await Answer.Of(response)).Predictions[0].Classes;
        Assert.HasCount(count, classes);
        CollectionAssert.AreEqual(
            classes.OrderByDescending(one => one.Probability).ToArray(), classes, "the likeliest first");
    }

    [TestMethod]
    public async Task An_Answer_Should_Name_The_Model_That_It_Is_Of()
    {
        var model = await _host.Client.GetFromJsonAsync<Dictionary<string, object>>("/model");
        using var response = await _host.PostAsync(Drawings.Png(1, 1));

        Assert.AreEqual($"{model!["id"]}", (await Answer.Of(response)).Model);
    }

    [TestMethod]
    public async Task The_Model_Should_Be_Told()
    {
        var model = await _host.Client.GetFromJsonAsync<Dictionary<string, object>>("/model");

        Assert.AreEqual("model.zip", $"{model!["name"]}");
        StringAssert.Contains($"{model["classes"]}", "Sneaker");
        Assert.AreEqual(64, $"{model["sha256"]}".Length);
        Assert.AreEqual($"{model["sha256"]}"[..12], $"{model["id"]}");
        Assert.IsTrue(DateTimeOffset.TryParse($"{model["loadedAt"]}", out _));
    }
}
