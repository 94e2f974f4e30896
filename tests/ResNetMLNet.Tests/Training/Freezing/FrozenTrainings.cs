using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Tests.Training.Freezing;

/// <summary>Trainings of a network with frozen stages on <see cref="SmallImages"/> in four times their height and width.</summary>
internal sealed class FrozenTrainings : IDisposable
{
    private const int Size = 32;

    private readonly MLContext _ml = new(seed: 1);

    /// <summary>The folder of the pretrained weights.</summary>
    public TemporaryFolder Folder { get; } = new();

    /// <summary>Some rows.</summary>
    public IDataView Load(int count) =>
        SmallImages.WithLabel(_ml, _ml.Data.LoadFromEnumerable(SmallImages.Rows(count).Select(Enlarged)));

    /// <summary>Options of three epochs with some frozen stages.</summary>
    public ResNetTrainer.Options Options(int frozen, int channels = 1)
    {
        // Frozen stages of random weights give large numbers, which torchvision's shortcuts normalize.
        var layout = channels == 3 ? ResNetLayout.Torchvision : ResNetLayout.D2L;
        var weights = Folder.File($"weights{channels}.safetensors");
        if (!File.Exists(weights))
        {
            using var network = new ResNet(TrainedModel.Description with { Layout = layout }, channels, SmallImages.Names.Length, seed: 3);
            TorchWeights.Save(network, weights);
        }
        var options = TrainedModel.Options(epochs: 3);
        options.Layout = layout;
        options.PretrainedWeights = weights;
        options.FrozenStages = frozen;
        return options;
    }

    /// <summary>Options that nothing is kept with, though no image is changed.</summary>
    public ResNetTrainer.Options WithoutKeeping(int frozen, int channels = 1)
    {
        var options = Options(frozen, channels);
        options.Augmentation = new ImageAugmentation { ErasingProbability = double.Epsilon };
        return options;
    }

    public ResNetTransformer Train(ResNetTrainer.Options options, IDataView view) =>
        _ml.MulticlassClassification.Trainers.ResNet(options).Fit(view);

    public void Dispose() => Folder.Dispose();

    private static Row Enlarged(SmallImages.Row row) => new()
    {
        Name = row.Name,
        Features = [.. Enumerable.Range(0, Size * Size).Select(i => row.Features[(i / Size / 4 * SmallImages.Size) + (i % Size / 4)])],
    };

    private sealed class Row
    {
        [VectorType(Size, Size)]
        public float[] Features { get; set; } = [];

        public string Name { get; set; } = string.Empty;
    }
}
