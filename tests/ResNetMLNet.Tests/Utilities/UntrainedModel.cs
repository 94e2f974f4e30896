using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.History;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Scoring;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>Models of networks that nobody trained.</summary>
internal static class UntrainedModel
{
    /// <summary>A model that takes a network over.</summary>
    public static ResNetTransformer Of(MLContext ml, ResNet network, ImageShape image, params string[] names)
    {
        var keys = ml.Data.LoadFromEnumerable(names.Select(name => new NameRow { Name = name }));
        var labels = ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(keys).GetOutputSchema(keys.Schema)["Label"];
        return new ResNetTransformer(new TrainedNetwork(
            ((IHostEnvironment)ml).Register("Test"),
            network.Description,
            network,
            CPU,
            image,
            "Features",
            new ScoreColumns("Score", "PredictedLabel", names.Length, LabelValues.Of(labels)),
            new TrainingHistory([], TrainingStopReason.Completed, 0, "cpu", Precision.Float32, 1, 0)));
    }

    private sealed class NameRow
    {
        public string Name { get; set; } = "";
    }
}
