using System.Net;
using System.Runtime.InteropServices;
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

    [TestMethod]
    [DataRow("CUDA error: an illegal memory access was encountered")]
    [DataRow("CUDA out of memory. Tried to allocate 2.00 GiB.")]
    [DataRow("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED")]
    [DataRow("[enforce fail at alloc_cpu.cpp:117] DefaultCPUAllocator: can't allocate memory")]
    public async Task An_Error_Of_The_Device_Should_Cost_Readiness_At_Once(string message)
    {
        await using var host = await ServiceHost.StartAsync(TestModels.Gray, "ModelPollInterval=01:00:00");
        host.Get<ModelStore>().Replace(Model(new BrokenScoring
        {
            Failure = new InvalidOperationException("Scoring failed.", new NativeException(message)),
        }));

        await NotScored(host);

        var problem = await Problem.Of(await host.Client.GetAsync("/health/ready"), HttpStatusCode.ServiceUnavailable);
        Assert.AreEqual("urn:resnetmlnet:problem:scoring-fails", problem.Type);
    }

    [TestMethod]
    public async Task A_Device_That_Works_Again_Should_Make_The_Service_Ready()
    {
        await using var host = await ServiceHost.StartAsync(TestModels.Gray);
        host.Get<ModelStore>().Replace(Model(new BrokenScoring { Failure = new NativeException("CUDA error: unknown error") }));

        await NotScored(host);

        await ServiceHost.WaitUntilAsync(async () => (await host.Client.GetAsync("/health/ready")).IsSuccessStatusCode);
    }

    private static async Task NotScored(ServiceHost host) => Assert.AreEqual(
        "urn:resnetmlnet:problem:not-scored",
        (await Problem.Of(await host.PostAsync(_picture), HttpStatusCode.InternalServerError)).Type);

    private static ServedModel Model(IBatchScoring scoring) => new(
        new ModelInformation("", "model.zip", ["one"], default, "", ServingRuntimes.Only("")),
        new ModelParts([], new GrayPreparation(1, 1), scoring, Explanation: null, ServingRuntimes.Only("")));

    /// <summary>As TorchSharp throws what libtorch says.</summary>
    private sealed class NativeException(string message) : ExternalException(message);

    /// <summary>Scores nothing, or only pictures without content.</summary>
    private sealed class BrokenScoring : IBatchScoring
    {
        public bool FailsOnBlank { get; set; }

        public Exception Failure { get; init; } = new InvalidDataException("This one cannot be scored.");

        public int Blanks { get; private set; }

        public IReadOnlyList<string> Classes => ["one"];

        public Array Blank { get; } = new byte[1];

        public long PictureBytes => 1;

        public float[][] Score(IReadOnlyList<Array> pictures)
        {
            if (pictures is not [var picture] || picture != Blank || FailsOnBlank)
                throw Failure;
            Blanks++;
            return [[1]];
        }
    }
}
