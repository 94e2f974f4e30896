using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Folding;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Featurization;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling.Inference;

[TestClass]
public sealed class InferenceNetworkTests
{
    private const int Classes = 10;

    [TestMethod]
    [DataRow(1, 1, 1, ResNetStem.Standard)]
    [DataRow(1, 3, 7, ResNetStem.Standard)]
    [DataRow(3, 20, 20, ResNetStem.Standard)]
    [DataRow(1, 28, 28, ResNetStem.Standard)]
    [DataRow(3, 33, 50, ResNetStem.Standard)]
    [DataRow(1, 96, 96, ResNetStem.Standard)]
    [DataRow(1, 1, 1, ResNetStem.Small)]
    [DataRow(3, 2, 1, ResNetStem.Small)]
    [DataRow(1, 3, 7, ResNetStem.Small)]
    [DataRow(1, 28, 28, ResNetStem.Small)]
    [DataRow(3, 33, 50, ResNetStem.Small)]
    public void Probabilities_equal_those_of_the_plain_network(int channels, int height, int width, ResNetStem stem)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        using var plain = Networks.WithStatistics(channels, Classes, new(Stem: stem));
        plain.eval();
        var images = Networks.Images(5, channels, height, width);
        var expected = plain.call(images).softmax(1);
        using var folded = plain.Fold();
        foreach (var network in All(folded, new MapSize(height, width), batch: 5, ScalarType.Float32))
        {
            using (network)
                Assert.IsLessThan(1e-5f, Distance(network.Apply(images), expected), network.GetType().Name);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Family.Kinds), typeof(Family))]
    [DynamicData(nameof(Family.Own), typeof(Family))]
    public void Features_and_probabilities_equal_those_of_the_plain_network_in_all_the_family(ResNetDescription description)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        using var plain = Networks.WithStatistics(3, Classes, description);
        plain.eval();
        var images = Networks.Images(3, 3, 40, 33);
        using var folded = plain.Fold();
        var probabilities = plain.call(images).softmax(1);
        foreach (var output in Enum.GetValues<NetworkOutput>())
        {
            foreach (var network in All(folded, new MapSize(40, 33), batch: 3, ScalarType.Float32, output))
            {
                using (network)
                {
                    var found = network.Apply(images);
                    Assert.AreEqual(output == NetworkOutput.Features ? description.FeatureCount : Classes, found.shape[1]);
                    if (output == NetworkOutput.Features)
                        found = nn.functional.linear(found, folded.Dense.Weight, folded.Dense.Bias).softmax(1);
                    Assert.IsLessThan(1e-4f, Distance(found, probabilities), $"{network.GetType().Name}, {output}");
                }
            }
        }
    }

    [TestMethod]
    [DataRow(ResNetStem.Standard)]
    [DataRow(ResNetStem.Small)]
    public void In_bfloat16_probabilities_differ_by_rounding_only(ResNetStem stem)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        using var plain = Networks.WithStatistics(1, Classes, new(Stem: stem));
        plain.eval();
        var images = Networks.Images(16, 1, 28, 28);
        var expected = plain.call(images).softmax(1);
        using var folded = plain.Fold();
        foreach (var network in All(folded, new MapSize(28, 28), batch: 16, ScalarType.BFloat16))
        {
            using (network)
            {
                var distance = Distance(network.Apply(images), expected);
                Assert.IsLessThan(0.02f, distance, network.GetType().Name);
                Assert.IsGreaterThan(1e-6f, distance, "That is single precision.");
            }
        }
    }

    [TestMethod]
    public void Networks_that_share_a_script_can_score_at_the_same_time()
    {
        if (!FusedOperators.AreKnown)
            Assert.Inconclusive("There are no fused operators, and so no scripts.");
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        var images = Networks.Images(4, 1, 28, 28);
        var networks = new[] { 0f, 1f }.Select(bias =>
        {
            using var plain = Networks.WithStatistics(1, Classes, new(Stem: ResNetStem.Standard));
            plain.state_dict()["fc.bias"][0] = bias;
            plain.eval();
            using var folded = plain.Fold();
            var network = new FusedNetwork(folded, new MapSize(28, 28), 4, ScalarType.Float32, NetworkOutput.Probabilities);
            return (Network: network, Expected: network.Apply(images));
        }).ToArray();
        Assert.IsFalse(networks[0].Expected.SameAs(networks[1].Expected), "each has to score by its own weights");
        var tasks = networks.Select(pair => Task.Run(() =>
        {
            using (pair.Network)
                return Enumerable.Range(0, 50).All(_ => Agrees(pair.Network, images, pair.Expected));
        }));
        Assert.AreSequenceEqual([true, true], Task.WhenAll(tasks).GetAwaiter().GetResult());
    }

    [TestMethod]
    public void Fused_operators_are_found_where_they_were_seen()
    {
        var isTried = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;
        Assert.AreEqual(
            isTried,
            FusedOperators.AreKnown,
            "TorchSharp may bring another libtorch: try its operators, then name it in FusedOperators.");
    }

    [TestMethod]
    [DataRow(1, 28, ScalarType.Float32, ResNetStem.Standard)]
    [DataRow(1, 28, ScalarType.BFloat16, ResNetStem.Standard)]
    [DataRow(3, 28, ScalarType.Float32, ResNetStem.Standard)]
    [DataRow(1, 96, ScalarType.Float32, ResNetStem.Standard)]
    [DataRow(1, 96, ScalarType.BFloat16, ResNetStem.Standard)]
    [DataRow(3, 96, ScalarType.Float32, ResNetStem.Standard)]
    [DataRow(1, 8, ScalarType.Float32, ResNetStem.Small)]
    [DataRow(1, 8, ScalarType.BFloat16, ResNetStem.Small)]
    [DataRow(1, 28, ScalarType.Float32, ResNetStem.Small)]
    [DataRow(1, 28, ScalarType.BFloat16, ResNetStem.Small)]
    [DataRow(3, 32, ScalarType.Float32, ResNetStem.Small)]
    [DataRow(3, 32, ScalarType.BFloat16, ResNetStem.Small)]
    public void Fused_a_row_gets_the_same_score_whatever_the_batch_and_its_neighbours(
        int channels, int size, ScalarType type, ResNetStem stem)
    {
        RequireFused(type);
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        using var plain = Networks.WithStatistics(channels, Classes, new(Stem: stem));
        using var folded = plain.Fold();

        // Without AVX-512 the matrix products take other kernels for other numbers of rows. So do those of bfloat16 with AMX for one row.
        var tolerance = !Avx512F.IsSupported ? 1e-6f : type == ScalarType.BFloat16 && CpuFeatures.HasAmxBFloat16 ? 1e-3f : 0;

        // The batches that the cursor scores, their remainders, and single rows.
        var batch = NetworkBatch.SizeFor(new ImageShape(channels, size, size), new(Stem: stem), DeviceType.CPU);
        using var network = new FusedNetwork(folded, new MapSize(size, size), batch, type, NetworkOutput.Probabilities);
        var images = Networks.Images(batch, channels, size, size);
        var whole = network.Apply(images);
        int[] counts = [1, 2, 3, 7, 15, 16, 31, batch / 2, batch - 1];
        foreach (var count in counts.Where(count => count < batch))
        {
            // Other rows beside them than in the whole batch.
            var last = images.narrow(0, batch - count, count);
            var distance = Distance(network.Apply(last), whole.narrow(0, batch - count, count));
            Assert.IsLessThanOrEqualTo(tolerance, distance, $"{count} rows");
        }
    }

    [TestMethod]
    [DataRow(28, ResNetStem.Standard)]
    [DataRow(96, ResNetStem.Standard)]
    [DataRow(28, ResNetStem.Small)]
    public void Without_fused_operators_a_row_differs_with_the_batch_by_rounding_at_most(int size, ResNetStem stem)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        using var plain = Networks.WithStatistics(1, Classes, new(Stem: stem));
        using var folded = plain.Fold();
        using var network = new EagerNetwork(folded, new MapSize(size, size), batch: 16, ScalarType.Float32, NetworkOutput.Probabilities);
        var images = Networks.Images(16, 1, size, size);
        var whole = network.Apply(images);
        foreach (var count in new[] { 1, 2, 3, 7, 15 })
        {
            var found = network.Apply(images.narrow(0, 0, count));
            Assert.IsLessThan(1e-6f, Distance(found, whole.narrow(0, 0, count)), $"{count} rows");
        }
    }

    [TestMethod]
    [DataRow(28, ScalarType.Float32)]
    [DataRow(96, ScalarType.BFloat16)]
    public void Nothing_is_left_alive_after_disposing(int size, ScalarType type)
    {
        if (type == ScalarType.BFloat16)
            RequireFused(type);
        using var mode = inference_mode();
        using var plain = Networks.WithStatistics(1, Classes);
        using var folded = plain.Fold();
        var images = Networks.Images(2, 1, size, size);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        foreach (var network in All(folded, new MapSize(size, size), batch: 2, type))
        {
            using (network)
            using (NewDisposeScope())
                network.Apply(images);
        }
        Assert.AreEqual(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static IEnumerable<IInferenceNetwork> All(
        FoldedResNet folded, MapSize image, int batch, ScalarType type, NetworkOutput output = NetworkOutput.Probabilities)
    {
        yield return new EagerNetwork(folded, image, batch, type, output);
        if (FusedOperators.AreKnown)
            yield return new FusedNetwork(folded, image, batch, type, output);
    }

    private static void RequireFused(ScalarType type)
    {
        if (!FusedOperators.AreKnown || (type == ScalarType.BFloat16 && !BFloat16Support.IsNative(CPU)))
            Assert.Inconclusive($"This libtorch or processor has no fused operators in {type}.");
    }

    private static float Distance(Tensor found, Tensor expected) => (found - expected).abs().max().item<float>();

    /// <summary>Modes and scopes are the thread's own.</summary>
    private static bool Agrees(FusedNetwork network, Tensor images, Tensor expected)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        return network.Apply(images).SameAs(expected);
    }
}
