using System.Net;
using Microsoft.Extensions.Hosting;
using ResNetMLNet.Pipelines.PredictionService.Batching;
using ResNetMLNet.PredictionService.Tests.Files;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;

namespace ResNetMLNet.PredictionService.Tests;

[TestClass]
public sealed class StoppingTests
{
    private static readonly byte[] _picture = Drawings.Png(5, 5);

    [TestMethod]
    public async Task What_Is_Accepted_Should_Be_Answered()
    {
        await using var host = await ServiceHost.StartAsync(TestModels.Gray, "MaximumBatchDelay=00:00:10");
        var expected = await host.PredictAsync(_picture);
        var arrival = host.Get<PictureQueue>().Announce();
        var requests = Enumerable.Range(0, 20).Select(_ => host.PredictAsync(_picture)).ToArray();
        await ServiceHost.WaitUntilAsync(async () => (await host.Client.GetStringAsync("/metrics"))
            .Contains("prediction_service_queue_pictures 20", StringComparison.Ordinal));

        var stopping = host.StopAsync();
        Assert.IsFalse(Array.Exists(requests, request => request.IsCompleted), "they wait for another on its way");
        arrival.Dispose();
        await stopping;

        foreach (var answer in await Task.WhenAll(requests))
            expected.AssertSame(answer);
    }

    [TestMethod]
    public async Task While_It_Stops_The_Service_Should_Say_So()
    {
        await using var host = await ServiceHost.StartAsync(TestModels.Gray);
        using var goOn = new ManualResetEventSlim();
        host.Get<IHostApplicationLifetime>().ApplicationStopping.Register(goOn.Wait);

        var stopping = Task.Run(host.StopAsync);
        await ServiceHost.WaitUntilAsync(async () => !(await host.Client.GetAsync("/health/ready")).IsSuccessStatusCode);
        await RefusalOf(await host.Client.GetAsync("/health/ready"));
        await RefusalOf(await host.PostAsync(_picture));
        goOn.Set();
        await stopping;

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => host.Client.GetAsync("/health/live"));
    }

    private static async Task RefusalOf(HttpResponseMessage response)
    {
        var problem = await Problem.Of(response, HttpStatusCode.ServiceUnavailable);
        Assert.AreEqual("urn:resnetmlnet:problem:stopping", problem.Type);
        Assert.IsNotNull(response.Headers.RetryAfter);
    }
}
