using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Modeling;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Featurization;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Explanation;

/// <summary>
/// Compares heat maps with those that PyTorch's hooks on the last blocks give in double precision, for torchvision's 0.14 own
/// blocks, the first convolution replaced and the pooling left out for the small stem, and for plain modules of the same names
/// that activate first. Weights and image are those of <see cref="FormulaWeights"/>.
/// </summary>
[TestClass]
public sealed class ExpectedHeatMapTests
{
    private const int Size = 64;

    private static readonly string[] _names = ["a", "b", "c", "d"];

    private readonly MLContext _ml = new(seed: 1);

    public static IEnumerable<object?[]> Maps =>
    [
        [Basic, null, 0.444342f, new[] { 0.24865f, 0.38636f, 0.58732f, 0.48867f, 0.38959f, 0.52214f, 0.55085f, 0.53656f, 0.34439f, 0.62123f, 0.28634f, 0.64821f, 0.01556f, 0.39177f, 0.11214f, 0.04454f }],
        [Basic, "b", 0.288130f, new[] { 0.13306f, 0.05851f, 0.28428f, 0, 0.50015f, 0.55850f, 0.07336f, 0.22827f, 0.55749f, 0.19937f, 0.15788f, 0.09387f, 0.43645f, 0.59791f, 0.46011f, 0.40109f }],
        [Bottleneck(ResNetStem.Standard), "b", 0.291369f, new[] { 0, 0, 0, 0, 0.03878f, 0.09685f, 0.20687f, 0.23437f, 0.13186f, 0.32929f, 0.70336f, 0.79687f, 0.16548f, 0.41322f, 0.88264f, 1 }],
        [Bottleneck(ResNetStem.Small), null, 0.230518f, new[] { 0.04128f, 0.03485f, 0, 0.12160f, 0.05189f, 0.54995f, 0.21875f, 0.52024f, 0.26070f, 0.40450f, 0.32595f, 0.02413f, 0.16970f, 0.18785f, 0.21047f, 0.38261f }],
        [PreActivated, null, 0.582240f, new[] { 0.40512f, 0.42950f, 0.59817f, 0.65096f, 0.61165f, 0.70550f, 0.63010f, 0.69437f, 0.45714f, 0.88162f, 0.74299f, 0.71650f, 0.27184f, 0.51280f, 0.21809f, 0.20541f }],
        [PreActivated, "b", 0.251383f, new[] { 0.13820f, 0.07252f, 0.18873f, 0, 0.40181f, 0.14008f, 0.15798f, 0.08143f, 0.60902f, 0.07732f, 0.18352f, 0, 0.26333f, 0.15633f, 0.58664f, 0.02449f }],
        [PreActivated, "a", 0, new float[16]],
    ];

    private static ResNetDescription Basic => new(Layout: ResNetLayout.Torchvision, Stem: ResNetStem.Small) { Blocks = [1, 1, 1, 1] };

    private static ResNetDescription PreActivated => Basic with { PreActivation = true };

    [TestMethod]
    [DynamicData(nameof(Maps))]
    public void Heat_Maps_Should_Be_Those_Of_PyTorchs_Hooks(ResNetDescription description, string? className, float mean, float[] values)
    {
        using var model = UntrainedModel.Of(_ml, Network(description), new ImageShape(3, Size, Size), _names);
        using var explained = (IDisposable)_ml.Model.Explain(model, className);

        var map = ((ITransformer)explained).Transform(_ml.Data.LoadFromEnumerable([new Row()])).GetColumn<float[]>("HeatMap").Single();

        Assert.AreEqual(mean, map.Average(), 1e-4);
        for (var index = 0; index < values.Length; index++)
            Assert.AreEqual(values[index], map[((5 + (index / 4 * 18)) * Size) + 7 + (index % 4 * 18)], 1e-4f, $"value {index}");
    }

    private static ResNetDescription Bottleneck(ResNetStem stem) => Basic with { Architecture = ResNetArchitecture.ResNet50, Stem = stem };

    private static ResNet Network(ResNetDescription description)
    {
        var network = ResNet.WithoutWeights(description, inputChannels: 3, _names.Length);
        FormulaWeights.Fill(network);
        return network;
    }

    private sealed class Row
    {
        [VectorType(3, Size, Size)]
        public float[] Features { get; set; } = Image();

        private static float[] Image()
        {
            using var scope = NewDisposeScope();
            return FormulaWeights.Image().Values<float>().ToArray();
        }
    }
}
