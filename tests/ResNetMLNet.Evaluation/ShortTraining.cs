using Microsoft.ML;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Evaluation;

/// <summary>One training on a fifth of the real data, shared by the tests.</summary>
internal sealed class ShortTraining
{
    private static readonly Lazy<ShortTraining> _shared = new(() => new ShortTraining());

    private ShortTraining()
    {
        Data = FashionMnistData.Load(Context);
        Model = Pipeline(epochs: 3).Fit(Context.Data.TakeRows(Data.TrainSet, 12_000));
    }

    public static ShortTraining Shared => _shared.Value;

    public static MLContext Context { get; } = new(seed: 1);

    public DataOperationsCatalog.TrainTestData Data { get; }

    public ITransformer Model { get; }

    public static IEstimator<ITransformer> Pipeline(int epochs, ResNetDescription? network = null)
    {
        var options = new ResNetTrainer.Options
        {
            Architecture = network?.Architecture ?? ResNetArchitecture.ResNet18,
            Layout = network?.Layout ?? ResNetLayout.D2L,
            Epoch = epochs,
            BatchSize = 128,
            LearningRate = 0.1,
            LearningRateSchedule = new OneCycleSchedule(),
            Optimizer = new SgdOptimizer { Momentum = 0.9, Nesterov = true },
        };
        return Context.Transforms.PixelsToFeatures("Features", "Pixels", imageHeight: 28, imageWidth: 28)
            .Append(Context.MulticlassClassification.Trainers.ResNet(options))
            .Append(Context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
    }
}
