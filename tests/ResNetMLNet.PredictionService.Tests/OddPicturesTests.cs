using System.Net;
using System.Text.Json;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;
using ResNetMLNet.Tests.Pipelines;

namespace ResNetMLNet.PredictionService.Tests;

/// <summary>Pictures that real tools wrote: program and service give the same answer to each, or the same words.</summary>
[TestClass]
public sealed class OddPicturesTests
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Program_And_Service_Should_Say_The_Same(bool isGray)
    {
        if (Environment.GetEnvironmentVariable("PHOTOS_DIR") is not { Length: > 0 } photos)
        {
            Assert.Inconclusive("Set PHOTOS_DIR to the folder of the reference photos.");
            return;
        }

        var model = isGray ? TestModels.Gray : TestModels.Pictures;
        string[] files = [.. Directory.GetFiles(Path.Combine(photos, "odd")).Order(StringComparer.Ordinal)];
        var run = ProgramRun.Of(
            isGray ? Pipelines.FashionMnist.App.Run : Pipelines.ImageFolder.App.Run,
            ["predict", .. files, "--model", model, "--top", "1000", "--json"],
            _ => { },
            time: null,
            CancellationToken.None);
        var offline = JsonSerializer.Deserialize<Classified[]>(run.Results, JsonSerializerOptions.Web)!.ToDictionary(one => one.File!);
        Assert.HasCount(files.Length - 5, offline, run.Progress);
        if (isGray)
            AssertTurned(offline.Where(one => Path.GetFileName(one.Key).StartsWith("orientation-", StringComparison.Ordinal)));
        await using var host = await ServiceHost.StartAsync(model);

        foreach (var file in files)
        {
            using var response = await host.PostAsync(await File.ReadAllBytesAsync(file), query: $"?top={(isGray ? 10 : 3)}");
            if (offline.TryGetValue(file, out var expected))
                expected.AssertSame((await Answer.Of(response)).Predictions[0]);
            else
                AssertSameWords(run, file, await Problem.Of(response, HttpStatusCode.UnprocessableEntity));
        }
    }

    /// <summary>
    /// One photo in eight orientations, each compressed by itself: at 28 px that is hardly seen, a network for ImageNet sees it.
    /// </summary>
    private static void AssertTurned(IEnumerable<KeyValuePair<string, Classified>> photos)
    {
        var answers = photos.Select(photo => photo.Value).ToArray();
        Assert.HasCount(8, answers);
        foreach (var answer in answers)
            Assert.IsTrue(answer.Equals(answers[0], tolerance: 0.05f), answer.File);
    }

    private static void AssertSameWords(ProgramRun run, string file, Problem problem)
    {
        var reason = problem.Detail[..problem.Detail.IndexOf('.', StringComparison.Ordinal)]["The picture cannot be read: ".Length..];
        Assert.Contains($"error: The picture '{file}' cannot be read: {reason}.", run.Progress);
    }
}
