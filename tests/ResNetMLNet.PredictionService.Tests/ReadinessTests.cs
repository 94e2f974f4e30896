using System.Net;
using ResNetMLNet.Pipelines.PredictionService.Batching;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.PredictionService.Tests.Files;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;

namespace ResNetMLNet.PredictionService.Tests;

[TestClass]
public sealed class ReadinessTests
{
    private static readonly byte[] _picture = Drawings.Png(6, 6);

    [TestMethod]
    public async Task A_Model_That_Fails_Should_Cost_Readiness_Until_It_Works_Again()
    {
        await using var host = await ServiceHost.StartAsync(TestModels.Gray);
        var scoring = new BrokenScoring { FailsOnBlank = true };
        host.Get<ModelStore>().Replace(Model(scoring));

        await NotScored(host);
        await ServiceHost.WaitUntilAsync(async () => !(await host.Client.GetAsync("/health/ready")).IsSuccessStatusCode);
        var problem = await Problem.Of(await host.Client.GetAsync("/health/ready"), HttpStatusCode.ServiceUnavailable);
        Assert.AreEqual("urn:resnetmlnet:problem:scoring-fails", problem.Type);
        scoring.FailsOnBlank = false;

        await ServiceHost.WaitUntilAsync(async () => (await host.Client.GetAsync("/health/ready")).IsSuccessStatusCode);
    }

    [TestMethod]
    public async Task A_Picture_That_Cannot_Be_Scored_Should_Not_Cost_Readiness()
    {
        await using var host = await ServiceHost.StartAsync(TestModels.Gray);
        var scoring = new BrokenScoring();
        host.Get<ModelStore>().Replace(Model(scoring));

        await NotScored(host);
        await ServiceHost.WaitUntilAsync(() => Task.FromResult(scoring.Blanks > 0 && !host.Get<ScoringHealth>().IsInDoubt));

        Assert.AreEqual(HttpStatusCode.OK, (await host.Client.GetAsync("/health/ready")).StatusCode);
    }

    private static async Task NotScored(ServiceHost host) => Assert.AreEqual(
        "urn:resnetmlnet:problem:not-scored",
        (await Problem.Of(await host.PostAsync(_picture), HttpStatusCode.InternalServerError)).Type);

    private static ServedModel Model(IBatchScoring scoring) => new(
        new ModelInformation("", "model.zip", ["one"], default, "", ServingRuntimes.Only("")),
        new ModelParts([], new GrayPreparation(1, 1), scoring, Explanation: null, ServingRuntimes.Only("")));

    /// <summary>Scores nothing, or only pictures without content.</summary>
    private sealed class BrokenScoring : IBatchScoring
    {
        public bool FailsOnBlank { get; set; }

        public int Blanks { get; private set; }

        public IReadOnlyList<string> Classes => ["one"];

        public Array Blank { get; } = new byte[1];

        public long PictureBytes => 1;

        public float[][] Score(IReadOnlyList<Array> pictures)
        {
            if (pictures is not [var picture] || picture != Blank || FailsOnBlank)
                throw new InvalidDataException("This one cannot be scored.");
            Blanks++;
            return [[1]];
        }
    }
}
