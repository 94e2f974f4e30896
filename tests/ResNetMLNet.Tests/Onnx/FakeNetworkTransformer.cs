using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Onnx;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Tests.Onnx;

/// <summary>A network for <see cref="SmallImages"/> whose file and whose model give what a test wants.</summary>
/// <param name="ml">ML.NET.</param>
/// <param name="score">What the model gives for the row of a number.</param>
/// <param name="given">What the file gives for each row.</param>
/// <param name="weights">How many numbers the file carries.</param>
internal sealed class FakeNetworkTransformer(MLContext ml, Func<int, float> score, float given = 0.5f, long weights = 1)
    : NetworkTransformer(
        ((IHostEnvironment)ml).Register("Fake"), "Features", new Scorer(score), new FeatureVectorColumn("Out", length: 1)),
        IOnnxConvertible
{
    public IOnnxNetwork ToOnnxNetwork() => new Network(given, weights);

    public IBatchScorer CreateReference() => new Scorer(score);

    private protected override void Save(ModelSaveContext context) => throw new NotSupportedException();

    private sealed class Scorer(Func<int, float> score) : IBatchScorer
    {
        private int _row;

        public ImageShape Image => new(1, SmallImages.Size, SmallImages.Size);

        public int BatchSize => 1;

        public void Score(ReadOnlySpan<float> features, int rows, Span<float> scores)
        {
            for (var row = 0; row < rows; row++)
                scores[row] = score(_row++);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Network(float given, long weights) : IOnnxNetwork
    {
        public ImageShape Image => new(1, SmallImages.Size, SmallImages.Size);

        public int OutputLength => 1;

        public IEnumerable<KeyValuePair<string, string>> Metadata => [];

        public void AddTo(OnnxGraph graph, string features, string output)
        {
            graph.AddWeights("weights", [weights], stream => stream.Write(MemoryMarshal.AsBytes<float>(new float[weights])));
            var formula = new OnnxFormula(graph, "fake");
            var means = formula.Apply("Flatten", formula.Apply("GlobalAveragePool", features));
            var zeros = formula.Apply("Mul", means, formula.Apply("Gather", "weights", formula.Constant(0L)));
            graph.Apply("Add", output, [zeros, formula.Constant(given)]);
        }

        public void Dispose()
        {
        }
    }
}
