using System.Net;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.PredictionService.Tests.Files;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.PredictionService.Tests;

[TestClass]
public sealed class ModelReplacementTests
{
    private static readonly byte[] _picture = Drawings.Png(4, 4);

    [TestMethod]
    public async Task A_Replaced_Model_Should_Be_Taken_Up_Without_A_Wrong_Answer()
    {
        using var folder = new TemporaryFolder();
        var file = Copy(folder, TestModels.Gray);
        await using var host = await ServiceHost.StartAsync(file);
        var before = Offline.Gray(TestModels.Gray, _picture)[0];
        var after = Offline.Gray(TestModels.OtherGray, _picture)[0];
        Assert.IsFalse(before.Equals(after, 0.001f), "the models differ");

        using var end = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 4).Select(_ => AskAsync(host, before, after, end.Token)).ToArray();
        Copy(folder, TestModels.OtherGray);
        await ServiceHost.WaitUntilAsync(async () => (await host.PredictAsync(_picture)).Equals(after, Offline.Tolerance));
        Copy(folder, TestModels.Gray);
        await ServiceHost.WaitUntilAsync(async () => (await host.PredictAsync(_picture)).Equals(before, Offline.Tolerance));
        await end.CancelAsync();

        foreach (var count in await Task.WhenAll(clients))
            Assert.IsGreaterThan(0, count);
        await ServiceHost.WaitUntilAsync(async () => (await Loads(host)).Contains("\"loaded\"} 3"));
    }

    [TestMethod]
    public async Task A_File_Of_Garbage_Should_Leave_The_Model_In_Place()
    {
        using var folder = new TemporaryFolder();
        var file = Copy(folder, TestModels.Gray);
        await using var host = await ServiceHost.StartAsync(file);
        var expected = await host.PredictAsync(_picture);

        folder.Write("model.zip", [1, 2, 3]);
        await ServiceHost.WaitUntilAsync(async () => (await Loads(host)).Contains("\"refused\"} 1"));

        Assert.AreEqual(HttpStatusCode.OK, (await host.Client.GetAsync("/health/ready")).StatusCode);
        expected.AssertSame(await host.PredictAsync(_picture));
    }

    [TestMethod]
    public async Task Without_A_Model_The_Service_Should_Wait_For_One()
    {
        using var folder = new TemporaryFolder();
        await using var host = await ServiceHost.StartWithoutWaitingAsync(folder.File("model.zip"));

        await RefusalOf(await host.Client.GetAsync("/health/ready"));
        await RefusalOf(await host.Client.GetAsync("/model"));
        await RefusalOf(await host.PostAsync(_picture));
        Assert.AreEqual(HttpStatusCode.OK, (await host.Client.GetAsync("/health/live")).StatusCode);

        Copy(folder, TestModels.Gray);
        await ServiceHost.WaitUntilAsync(async () => (await host.PostAsync(_picture)).IsSuccessStatusCode);
    }

    [TestMethod]
    public void A_Model_Should_Be_Freed_After_Its_Last_Use()
    {
        using var store = new ModelStore();
        var freed = 0;
        var model = Loading.By(new() { ModelPath = TestModels.Gray, Runtime = ModelRuntime.AsSaved })
            .Load(CancellationToken.None);
        model.Freed = _ => freed++;
        store.Replace(model);

        var use = store.Use()!;
        store.Replace(null);
        Assert.AreEqual(0, freed, "it is used");
        Assert.HasCount(1, use.Scoring.Score([new byte[Drawings.Size * Drawings.Size]]));

        use.Dispose();
        Assert.AreEqual(1, freed);
    }

    private static async Task<int> AskAsync(ServiceHost host, Classified before, Classified after, CancellationToken end)
    {
        var count = 0;
        for (; !end.IsCancellationRequested; count++)
        {
            var answer = await host.PredictAsync(_picture);
            Assert.IsTrue(answer.Equals(before, Offline.Tolerance) || answer.Equals(after, Offline.Tolerance));
            await Task.Delay(5, CancellationToken.None);
        }

        return count;
    }

    private static async Task RefusalOf(HttpResponseMessage response)
    {
        var problem = await Problem.Of(response, HttpStatusCode.ServiceUnavailable);
        Assert.AreEqual("urn:resnetmlnet:problem:no-model", problem.Type);
        Assert.IsNotNull(response.Headers.RetryAfter);
    }

    private static Task<string> Loads(ServiceHost host) => host.Client.GetStringAsync("/metrics");

    /// <summary>As a careful administrator does it: the whole file beside the old one, then the rename.</summary>
    private static string Copy(TemporaryFolder folder, string model)
    {
        File.Copy(model, folder.File("new.zip"));
        File.SetLastWriteTimeUtc(folder.File("new.zip"), DateTime.UtcNow);
        File.Move(folder.File("new.zip"), folder.File("model.zip"), overwrite: true);
        return folder.File("model.zip");
    }
}
