using System.Text.Json;
using System.Text.Json.Serialization;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling;

/// <summary>
/// Compares whole networks with those of PyTorch. ExpectedLogits.json holds what torchvision 0.14 gives in double precision for
/// its own architectures, with the first convolution replaced and the pooling left out for the small stem, and what plain
/// PyTorch modules of the same names give for the other descriptions. Weights and image are those of <see cref="FormulaWeights"/>.
/// </summary>
[TestClass]
public sealed class ExpectedLogitsTests
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static IEnumerable<object[]> Rows => JsonSerializer
        .Deserialize<List<Row>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Modeling", "ExpectedLogits.json")), _json)!
        .Select(row => new object[] { new ResNetDescription(row.Architecture, row.Layout, row.Stem, row.PreActivation), row.Logits });

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Logits_Should_Be_Those_Of_PyTorch(ResNetDescription description, float[] expected)
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        using var network = ResNet.WithoutWeights(description, inputChannels: 3, expected.Length);
        FormulaWeights.Fill(network);
        network.eval();

        var logits = network.call(FormulaWeights.Image()).contiguous().Values<float>();

        var largest = expected.Max(Math.Abs);
        for (var index = 0; index < expected.Length; index++)
            Assert.AreEqual(expected[index], logits[index], 1e-5 * largest, $"logit {index}");
    }

    private sealed record Row(
        ResNetArchitecture Architecture, ResNetLayout Layout, ResNetStem Stem, bool PreActivation, float[] Logits);
}
