using Microsoft.ML;
using ResNetMLNet.Scoring;
using ResNetMLNet.Training;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>One model of small images for all tests that only score; nobody may dispose of it.</summary>
internal static class TrainedModel
{
    private static readonly Lazy<ResNetTransformer> _shared = new(() => Train());

    public static ResNetTransformer Shared => _shared.Value;

    /// <summary>Options that learn small images in a few steps.</summary>
    public static ResNetTrainer.Options Options(int epochs = 8) => new()
    {
        Epoch = epochs,
        BatchSize = 16,
        LearningRate = 0.02,
        Seed = 1,
        Precision = TrainingPrecision.Float32,
    };

    public static ResNetTransformer Train(ResNetTrainer.Options? options = null, int rows = 96)
    {
        var ml = new MLContext(seed: 1);
        return ml.MulticlassClassification.Trainers.ResNet(options ?? Options()).Fit(SmallImages.Load(ml, rows));
    }
}
