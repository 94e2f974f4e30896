using System.Globalization;
using Microsoft.ML;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Onnx;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Transforms.Calibration;

/// <summary>What stands behind a network's scores in a chain, on its way into an ONNX graph.</summary>
internal sealed class OnnxScoreTail
{
    private readonly List<TemperatureScale> _scales;
    private readonly List<float> _thresholds;

    /// <param name="behind">The transformers behind the network.</param>
    /// <param name="scoreColumnName">The column of its scores.</param>
    public OnnxScoreTail(IReadOnlyList<ITransformer> behind, string scoreColumnName)
    {
        _scales = [.. behind.OfType<TemperatureCalibratorTransformer>()
            .Where(calibrator => calibrator.ScoreColumnName == scoreColumnName).Select(calibrator => calibrator.Scale)];
        _thresholds = [.. behind.OfType<RejectionTransformer>()
            .Where(rejection => rejection.Columns.Score == scoreColumnName).Select(rejection => rejection.Threshold)];
    }

    /// <summary>The network with the temperatures as operators; a threshold, which makes no scores, is told in the metadata.</summary>
    public IOnnxNetwork Behind(IOnnxNetwork network) => new LengthenedNetwork(network, this);

    /// <summary>What computes both.</summary>
    public IBatchScorer Behind(IBatchScorer scorer) => _scales.Count == 0 ? scorer : new Scorer(scorer, _scales);

    private sealed class LengthenedNetwork(IOnnxNetwork network, OnnxScoreTail tail) : IOnnxNetwork
    {
        public ImageShape Image => network.Image;

        public int OutputLength => network.OutputLength;

        public IEnumerable<KeyValuePair<string, string>> Metadata =>
        [
            .. network.Metadata,
            .. tail._thresholds.OrderDescending().Take(1).Select(threshold => new KeyValuePair<string, string>(
                OnnxMetadata.RejectBelow, threshold.ToString(CultureInfo.InvariantCulture))),
        ];

        public void AddTo(OnnxGraph graph, string features, string output)
        {
            if (tail._scales.Count == 0)
            {
                network.AddTo(graph, features, output);
                return;
            }
            var uncalibrated = $"{output}.uncalibrated";
            network.AddTo(graph, features, uncalibrated);
            var formula = new OnnxFormula(graph, "calibration");
            var scores = tail._scales.Aggregate(
                formula.Cast(uncalibrated, OnnxElementType.Double), (input, scale) => Calibrated(formula, input, scale));
            graph.Apply("Cast", output, [scores], OnnxMessages.Attribute("to", (long)OnnxElementType.Float));
        }

        public void Dispose() => network.Dispose();

        private static string Calibrated(OnnxFormula formula, string scores, TemperatureScale scale)
        {
            var logits = scale.AreProbabilities
                ? formula.Apply("Log", formula.Apply("Max", scores, formula.Constant<double>(TemperatureScale.LeastProbability)))
                : scores;
            var divided = formula.Apply("Div", logits, formula.Constant(scale.Temperature));
            return formula.Apply("Softmax", [divided], OnnxMessages.Attribute("axis", -1L));
        }
    }

    private sealed class Scorer(IBatchScorer scorer, List<TemperatureScale> scales) : IBatchScorer
    {
        public ImageShape Image => scorer.Image;

        public int BatchSize => scorer.BatchSize;

        public void Score(ReadOnlySpan<float> features, int rows, Span<float> scores)
        {
            scorer.Score(features, rows, scores);
            var length = scores.Length / rows;
            for (var row = 0; row < rows; row++)
            {
                foreach (var scale in scales)
                    scale.Apply(scores.Slice(row * length, length), scores.Slice(row * length, length));
            }
        }

        public void Dispose() => scorer.Dispose();
    }
}
