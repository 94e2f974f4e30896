using System.Net;
using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Pipelines.PredictionService.Pictures;
using ResNetMLNet.Pipelines.PredictionService.Problems;
using ResNetMLNet.PredictionService.Tests.Files;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.PredictionService.Tests;

[TestClass]
public sealed class MemoryTests
{
    private static readonly ServiceOptions _options = new()
    {
        MaximumBodyBytes = 4_000,
        MaximumPixels = Drawings.Size * Drawings.Size,
        MaximumBufferedBytes = (3 * 4_000) + (MemoryShares.BytesPerPixel * Drawings.Size * Drawings.Size),
    };

    [TestMethod]
    public async Task Small_Files_That_Are_Large_As_They_Are_Scored_Should_Be_Refused_And_Recover()
    {
        await using var host = await ServiceHost.StartAsync(
            TestModels.Gray,
            $"MaximumBodyBytes={_options.MaximumBodyBytes}",
            $"MaximumPixels={_options.MaximumPixels}",
            $"MaximumBufferedBytes={_options.MaximumBufferedBytes}");
        var tiny = Drawings.Dot();

        using (var refused = await host.PostFormAsync(Enumerable.Repeat(tiny, 15)))
        {
            var problem = await Problem.Of(refused, HttpStatusCode.RequestEntityTooLarge);
            StringAssert.Contains(
                problem.Detail, $"take {(15 * (tiny.Length + 784)) + tiny.Length} bytes until they are scored; at most 12000 are kept");
        }

        using var accepted = await host.PostFormAsync(Enumerable.Repeat(tiny, 10));
        Assert.HasCount(10, (await Answer.Of(accepted)).Predictions);
    }

    [TestMethod]
    public void Requests_That_Keep_Too_Much_Together_Should_Be_Refused_And_Recover()
    {
        var buffered = new BufferedBytes(Options.Create(_options));
        using var first = new RequestMemory(buffered);
        using var second = new RequestMemory(buffered);

        first.Add(8_000);
        second.Add(4_000);
        var problem = Assert.ThrowsExactly<ServiceProblemException>(() => second.Add(1)).Problem;
        Assert.AreEqual((429, 1), (problem.Status, problem.RetryAfter));
        first.ChangeTo(7_999);
        second.Add(1);
        first.Dispose();
        second.Add(7_999);
    }

    [TestMethod]
    public async Task Large_Pictures_Of_Small_Files_Should_Be_Decoded_One_After_The_Other()
    {
        using var decoding = new PictureDecoding(Options.Create(_options));
        using var preparation = new WaitingPreparation();
        Upload[] large = [new("large.png", Drawings.Png(1, 1))];

        var tasks = Enumerable.Range(0, 3)
            .Select(_ => Task.Run(() => decoding.DecodeAsync(large, preparation, CancellationToken.None))).ToArray();
        await ServiceHost.WaitUntilAsync(() => Task.FromResult(preparation.Most > 0));
        await Task.Delay(50);
        preparation.GoOn();
        await Task.WhenAll(tasks);

        Assert.AreEqual(1, preparation.Most, "there is room for one of the largest size");
    }

    [TestMethod]
    public async Task A_Large_Picture_Should_Not_Be_Passed_By_Small_Ones()
    {
        using var memory = new DecodingMemory(100);
        using var before = await memory.TakeAsync(50, CancellationToken.None);
        using var noPatience = new CancellationTokenSource();

        var large = memory.TakeAsync(100, noPatience.Token);
        var small = memory.TakeAsync(10, CancellationToken.None);
        Assert.IsFalse(large.IsCompleted || small.IsCompleted);
        await noPatience.CancelAsync();
        await Assert.ThrowsExactlyAsync<OperationCanceledException>(() => large);
        using var room = await small;
    }

    [TestMethod]
    public async Task Room_That_Is_Freed_Should_Be_Given_To_The_Next()
    {
        using var memory = new DecodingMemory(100);
        for (var i = 0; i < 3; i++)
        {
            var before = await memory.TakeAsync(60, CancellationToken.None);
            var next = memory.TakeAsync(100, CancellationToken.None);
            Assert.IsFalse(next.IsCompleted);
            before.Dispose();
            (await next).Dispose();
        }
    }

    /// <summary>Counts how many pictures are decoded at once.</summary>
    private sealed class WaitingPreparation : IPicturePreparation, IDisposable
    {
        private readonly ManualResetEventSlim _goOn = new();
        private int _running;

        public int Most { get; private set; }

        public PictureRules Rules { get; } = new();

        public Array Prepare(EncodedPicture picture)
        {
            Most = Math.Max(Most, Interlocked.Increment(ref _running));
            _goOn.Wait();
            Interlocked.Decrement(ref _running);
            return Array.Empty<byte>();
        }

        public void GoOn() => _goOn.Set();

        public void Dispose() => _goOn.Dispose();
    }
}
