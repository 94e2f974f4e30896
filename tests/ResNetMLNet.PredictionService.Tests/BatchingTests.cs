using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.PredictionService.Batching;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Pipelines.PredictionService.Pictures;
using ResNetMLNet.Pipelines.PredictionService.Observability;
using ResNetMLNet.PredictionService.Tests.Files;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;

namespace ResNetMLNet.PredictionService.Tests;

[TestClass]
public sealed class BatchingTests
{
    private const int Pixels = Drawings.Size * Drawings.Size;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    [TestMethod]
    public async Task Concurrent_Requests_Should_Share_Batches_And_Get_Their_Own_Scores()
    {
        byte[][] pictures = [.. Enumerable.Range(0, 60).Select(i => Drawings.Png(i % 10, i))];
        await using var host = await ServiceHost.StartAsync(TestModels.Gray, "MaximumBatchDelay=00:00:00.2");
        var offline = Offline.Gray(TestModels.Gray, pictures);

        var answers = await Task.WhenAll(pictures.Select(host.PredictAsync));

        for (var i = 0; i < pictures.Length; i++)
            offline[i].AssertSame(answers[i]);
        Assert.IsLessThan(pictures.Length / 2, await BatchesOf(host));
    }

    [TestMethod]
    public async Task A_Full_Batch_Should_Go_At_Once()
    {
        var queue = Queue(new() { MaximumBatchSize = 3, MaximumBatchDelay = _patience });
        using var arrival = queue.Announce();

        Add(queue, 4);

        Assert.HasCount(3, await TakeAsync(queue));
    }

    [TestMethod]
    public async Task A_Picture_Should_Wait_For_What_Is_On_Its_Way()
    {
        var queue = Queue(new() { MaximumBatchDelay = _patience });
        var arrival = queue.Announce();
        Add(queue, 1);
        var taking = TakeAsync(queue);
        Assert.AreNotSame(taking, await Task.WhenAny(taking, Task.Delay(50)), "another is on its way");

        Add(queue, 1);
        arrival.Dispose();

        Assert.HasCount(2, await taking);
    }

    [TestMethod]
    public async Task A_Picture_Should_Wait_No_Longer_Than_The_Delay()
    {
        var queue = Queue(new() { MaximumBatchDelay = TimeSpan.FromMilliseconds(30) });
        using var arrival = queue.Announce();

        Add(queue, 1);

        Assert.HasCount(1, await TakeAsync(queue));
    }

    [TestMethod]
    public void Places_Should_Be_Given_To_All_Pictures_Of_A_Request_Or_None()
    {
        var queue = Queue(new() { QueueCapacity = 5 });

        Assert.IsTrue(queue.TryAdmit(3));
        Assert.IsFalse(queue.TryAdmit(3));
        Assert.IsTrue(queue.TryAdmit(2));
        queue.GiveBack(3);
        Assert.IsTrue(queue.TryAdmit(3));
        queue.Close();
        queue.GiveBack(5);
        Assert.IsFalse(queue.TryAdmit(1), "it is closed");
    }

    [TestMethod]
    public async Task Pictures_Of_Another_Model_Should_Be_A_Batch_Of_Their_Own()
    {
        var queue = Queue(new());
        using var other = Model(new FakeScoring());
        Add(queue, 2);
        Add(queue, 1, other);

        Assert.HasCount(2, await TakeAsync(queue));
        Assert.HasCount(1, await TakeAsync(queue));
    }

    [TestMethod]
    public async Task A_Failing_Picture_Should_Not_Fail_The_Others_Of_Its_Batch()
    {
        var queue = Queue(new());
        using var model = Model(new FakeScoring());
        var pictures = Add(queue, 3, model, i => i == 1 ? FakeScoring.Failing : [(byte)i]);
        await RunAsync(queue);

        CollectionAssert.AreEqual(new float[] { 0 }, await pictures[0].Scores);
        await Assert.ThrowsExactlyAsync<InvalidDataException>(() => pictures[1].Scores);
        CollectionAssert.AreEqual(new float[] { 2 }, await pictures[2].Scores);
    }

    [TestMethod]
    public async Task A_Cancelled_Picture_Should_Be_Skipped()
    {
        var queue = Queue(new());
        var scoring = new FakeScoring();
        using var model = Model(scoring);
        var pictures = Add(queue, 2, model, cancellationToken: new CancellationToken(canceled: true));
        await RunAsync(queue);

        Assert.IsTrue(pictures[0].Scores.IsCanceled);
        Assert.AreEqual(0, scoring.Count);
    }

    [TestMethod]
    public async Task A_Full_Queue_Should_Be_Told_And_Recover()
    {
        await using var host = await ServiceHost.StartAsync(TestModels.Gray, "QueueCapacity=4", "MaximumPictures=4");
        var picture = Drawings.Png(1, 1);

        Assert.IsTrue(host.Get<PictureQueue>().TryAdmit(2), "two places are left");
        using (var refused = await host.PostFormAsync([picture, picture, picture]))
        {
            Assert.AreEqual("urn:resnetmlnet:problem:busy", (await Problem.Of(refused, HttpStatusCode.TooManyRequests)).Type);
            Assert.IsNotNull(refused.Headers.RetryAfter);
        }

        using (var accepted = await host.PostFormAsync([picture, picture]))
            Assert.HasCount(2, (await Answer.Of(accepted)).Predictions);
        host.Get<PictureQueue>().GiveBack(2);
        using var again = await host.PostFormAsync([picture, picture, picture]);
        Assert.HasCount(3, (await Answer.Of(again)).Predictions);
    }

    [TestMethod]
    public async Task Bodies_That_Fill_The_Memory_Should_Be_Told_And_Recover()
    {
        var picture = Drawings.Png(1, 1);
        var (most, part) = (picture.Length + 100, picture.Length - 100);
        await using var host = await ServiceHost.StartAsync(
            TestModels.Gray,
            $"MaximumBodyBytes={most}",
            $"MaximumPixels={Pixels}",
            $"MaximumBufferedBytes={(3 * most) + (MemoryShares.BytesPerPixel * Pixels)}");
        using (var slow = await RawConnection.OpenAsync(host))
        {
            await slow.SendHeaderAsync(most);
            await slow.SendAsync(picture[..part]);

            // Of two that are read at the same time, either may be the one that is refused.
            await ServiceHost.WaitUntilAsync(() => Task.FromResult(host.Get<BufferedBytes>().Count == 3 * part));
            using var refused = await host.PostAsync(picture);
            StringAssert.Contains((await Problem.Of(refused, HttpStatusCode.TooManyRequests)).Detail, $"more than {3 * most} bytes");
            slow.Break();
        }

        await ServiceHost.WaitUntilAsync(async () => (await host.PostAsync(picture)).IsSuccessStatusCode);
    }

    private static PictureQueue Queue(ServiceOptions options) => new(Options.Create(options), new ServiceMetrics());

    private static Task<List<QueuedPicture>> TakeAsync(PictureQueue queue) => Task.Run(queue.Take).WaitAsync(_patience / 2);

    private static ServedModel Model(IBatchScoring scoring) => new(
        new ModelInformation("", "model.zip", [], default, "", ServingRuntimes.Only("")),
        new ModelParts([], new GrayPreparation(1, 1), scoring, Explanation: null, ServingRuntimes.Only("")));

    private static QueuedPicture[] Add(
        PictureQueue queue,
        int count,
        ServedModel? model = null,
        Func<int, byte[]>? content = null,
        CancellationToken cancellationToken = default)
    {
        Assert.IsTrue(queue.TryAdmit(count));
        QueuedPicture[] pictures =
        [
            .. Enumerable.Range(0, count).Select(i => new QueuedPicture(
                model?.Scoring!, content?.Invoke(i) ?? [(byte)i], cancellationToken)),
        ];
        queue.Add(pictures);
        return pictures;
    }

    /// <summary>Scores what is in the queue, as at the end of the service.</summary>
    private static async Task RunAsync(PictureQueue queue)
    {
        var loop = new ScoringLoop(queue, new ScoringHealth(), new ServiceMetrics(), NullLogger<ScoringLoop>.Instance);
        await loop.StartAsync(CancellationToken.None);
        await loop.StopAsync(CancellationToken.None).WaitAsync(_patience);
    }

    private static async Task<int> BatchesOf(ServiceHost host)
    {
        const string name = "prediction_service_batch_size_pictures_count ";
        var metrics = await host.Client.GetStringAsync("/metrics");
        var line = metrics.Split('\n').Single(line => line.StartsWith(name, StringComparison.Ordinal));
        return int.Parse(line[name.Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>Says what it is given.</summary>
    private sealed class FakeScoring : IBatchScoring
    {
        public static readonly byte[] Failing = [];

        public int Count { get; private set; }

        public IReadOnlyList<string> Classes => [];

        public Array Blank => new byte[1];

        public long PictureBytes => 1;

        public float[][] Score(IReadOnlyList<Array> pictures)
        {
            Count += pictures.Count;
            return pictures.Contains(Failing)
                ? throw new InvalidDataException("This one cannot be scored.")
                : [.. pictures.Select(picture => new float[] { ((byte[])picture)[0] })];
        }
    }
}
