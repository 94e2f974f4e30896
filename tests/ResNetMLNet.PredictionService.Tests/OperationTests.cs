using System.Net;
using System.Text.Json;
using ResNetMLNet.PredictionService.Tests.Files;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;

namespace ResNetMLNet.PredictionService.Tests;

[TestClass]
public sealed class OperationTests
{
    private static ServiceHost _host = null!;

    [ClassInitialize]
    public static async Task Start(TestContext context) => _host = await ServiceHost.StartAsync(TestModels.Gray);

    [ClassCleanup]
    public static async Task Stop() => await _host.DisposeAsync();

    [TestMethod]
    [DataRow("/health/live", "alive")]
    [DataRow("/health/ready", "ready")]
    public async Task Health_Should_Be_Told(string path, string word) =>
        StringAssert.Contains(await _host.Client.GetStringAsync(path), word);

    [TestMethod]
    public async Task The_Document_Should_Describe_Every_Path()
    {
        using var document = JsonDocument.Parse(await _host.Client.GetStringAsync("/openapi/v1.json"));
        var paths = document.RootElement.GetProperty("paths");
        var predict = paths.GetProperty("/predict").GetProperty("post");

        CollectionAssert.IsSubsetOf(
            new[] { "/predict", "/explain", "/model", "/health/live", "/health/ready" },
            paths.EnumerateObject().Select(path => path.Name).ToArray());
        CollectionAssert.AreEquivalent(
            new[] { "image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "multipart/form-data" },
            predict.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(type => type.Name).ToArray());
        CollectionAssert.AreEquivalent(
            new[] { "200", "400", "408", "413", "415", "422", "429", "500", "503" },
            predict.GetProperty("responses").EnumerateObject().Select(response => response.Name).ToArray());
        var explain = paths.GetProperty("/explain").GetProperty("post");
        Assert.AreEqual("class", explain.GetProperty("parameters")[0].GetProperty("name").GetString());
        Assert.IsTrue(explain.GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("image/png", out _));
        Assert.IsTrue(explain.GetProperty("responses").TryGetProperty("501", out _));
        Assert.AreEqual("top", predict.GetProperty("parameters")[0].GetProperty("name").GetString());
        Assert.IsTrue(predict.GetProperty("responses").GetProperty("422").GetProperty("content")
            .TryGetProperty("application/problem+json", out _));
    }

    [TestMethod]
    public async Task The_Metrics_Should_Count_What_Happens()
    {
        await using var host = await ServiceHost.StartAsync(TestModels.Gray);
        await host.PredictAsync(Drawings.Png(1, 1));
        using (var refused = await host.PostAsync([1, 2, 3]))
            Assert.AreEqual(HttpStatusCode.UnprocessableEntity, refused.StatusCode);

        using var response = await host.Client.GetAsync("/metrics");
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n');

        Assert.AreEqual("text/plain", response.Content.Headers.ContentType?.MediaType);
        CollectionAssert.IsSubsetOf(
            new[]
            {
                "prediction_service_requests_total{status=\"200\"} 1",
                "prediction_service_requests_total{status=\"422\"} 1",
                "prediction_service_request_duration_seconds_count 2",
                "prediction_service_batch_size_pictures_count 1",
                "prediction_service_batch_size_pictures_sum 1",
                "prediction_service_queue_pictures 0",
                "prediction_service_model_loads_total{result=\"loaded\"} 1",
                "prediction_service_model_loads_total{result=\"refused\"} 0",
            },
            lines);
    }
}
