using System.Security.Cryptography;
using ResNetMLNet.Communication;
using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Distribution;
using ResNetMLNet.Training.Images;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training.Distribution;

[TestClass]
public sealed class GradientExchangeTests
{
    private const int RankCount = 3;
    private const int RowsOfRank = 4;

    [TestMethod]
    [DataRow(Precision.Float32)]
    [DataRow(Precision.BFloat16)]
    public void Gradients_Summed_During_Backward_Should_Have_The_Bits_Of_Those_Summed_Behind_It(Precision precision)
    {
        var ranks = ThreadRanks.Run(RankCount, communicator =>
        {
            using var scope = NewDisposeScope();
            List<(bool IsDuring, string Bits)> steps = [];
            using var network = new ResNet(new(), inputChannels: 1, classCount: 10, seed: 1);
            using (var exchange = new GradientExchange(communicator, network, CPU, precision, _ => { }))
            {
                for (var i = 0; i < 4; i++)
                    steps.Add(Step(exchange, network, communicator));
            }

            Assert.IsNull(network.BackwardPassed);
            return steps;
        });

        Assert.HasCount(1, ranks.SelectMany(steps => steps).Select(step => step.Bits).Distinct());
        foreach (var steps in ranks)
            Assert.AreSequenceEqual([false, false, true, false], steps.Select(step => step.IsDuring));
    }

    [TestMethod]
    public void A_Rank_That_Fails_While_Sums_Are_Made_Should_Be_Named_To_The_Others()
    {
        var ranks = ThreadRanks.Try<int>(RankCount, communicator => new TrainingRanks(communicator).Run<int>(() =>
        {
            using var scope = NewDisposeScope();
            using var network = new ResNet(new(), inputChannels: 1, classCount: 10, seed: 1);
            using var exchange = new GradientExchange(communicator, network, CPU, Precision.Float32, _ => { });
            while (true)
            {
                var (isDuring, _) = Step(exchange, network, communicator, failing: 1);
                Assert.IsFalse(isDuring);
            }
        }));

        Assert.AreEqual("out of memory", ranks[1].Failure!.Message);
        foreach (var other in (int[])[0, 2])
            Assert.AreEqual("Rank 1 has failed: out of memory", ranks[other].Failure!.Message);
    }

    private static (bool IsDuring, string Bits) Step(GradientExchange exchange, ResNet network, Communicator communicator, int? failing = null)
    {
        using var scope = NewDisposeScope();
        var rows = BatchRows.Of(0, new int[RankCount * RowsOfRank], new RankSlice(communicator.Rank, RankCount), areMixed: false);
        using var generator = new Generator((ulong)communicator.Rank, CPU);
        var images = rand([RowsOfRank, 1, 32, 32], generator: generator);
        var labels = arange(RowsOfRank);
        network.train();
        foreach (var parameter in network.parameters())
            parameter.grad = null;

        exchange.Begin();
        var isDuring = network.BackwardPassed is not null;
        using var gradients = enable_grad();
        var logits = network.call(images);
        var loss = nn.functional.cross_entropy(logits, labels);
        loss.div(RankCount.ToScalar()).backward();
        if (isDuring && communicator.Rank == failing)
            throw new InvalidOperationException("out of memory");
        var sums = exchange.Sum(BatchFigures.Of(loss, logits, labels), rows);

        Assert.AreEqual(RankCount * RowsOfRank, sums.Count);
        return (isDuring, Convert.ToHexString(SHA256.HashData(Gradients(network).bytes)));
    }

    private static Tensor Gradients(ResNet network) => cat([.. network.parameters().Select(parameter => parameter.grad!.flatten())]);
}
