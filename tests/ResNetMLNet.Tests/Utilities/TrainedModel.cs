using Microsoft.ML;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Training;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>A model of small images with each stem, for all tests that only score; nobody may dispose of them.</summary>
internal static class TrainedModel
{
    private static readonly Lazy<ResNetTransformer> _shared = new(() => Train());
    private static readonly Lazy<ResNetTransformer> _withSmallStem = new(() => Train(Options(stem: ResNetStem.Small)));
    private static readonly Lazy<byte[]> _saved = new(() => ModelZip.Save(Shared));

    /// <summary>An eighth of ResNet-18's channels: most of the time of a test would be the compression of its weights.</summary>
    public static ResNetDescription Description { get; } = new() { Widths = [8, 16, 32, 64] };

    /// <summary>The same as the programs' option <c>--widths</c>.</summary>
    public static string WidthsOption { get; } = string.Join(',', Description.Widths!);

    public static ResNetTransformer Shared => _shared.Value;

    public static ResNetTransformer WithSmallStem => _withSmallStem.Value;

    /// <summary>The file of <see cref="Shared"/>; nobody may change it.</summary>
    public static byte[] Saved => _saved.Value;

    /// <summary>Options that learn small images in a few steps.</summary>
    public static ResNetTrainer.Options Options(int epochs = 8, ResNetStem stem = ResNetStem.Standard) => new()
    {
        Stem = stem,
        Widths = Description.Widths,
        Epoch = epochs,
        BatchSize = 16,
        LearningRate = 0.02,
        Seed = 1,
        Precision = Precision.Float32,
    };

    public static ResNetTransformer Train(ResNetTrainer.Options? options = null, int rows = 96)
    {
        var ml = new MLContext(seed: 1);
        return ml.MulticlassClassification.Trainers.ResNet(options ?? Options()).Fit(SmallImages.Load(ml, rows));
    }
}
