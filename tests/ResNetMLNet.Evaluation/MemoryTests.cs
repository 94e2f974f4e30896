using System.Globalization;
using Microsoft.ML;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Evaluation;

/// <summary>A training needs as much memory after twenty epochs as after two.</summary>
[TestClass]
public sealed class MemoryTests(TestContext context)
{
    private const int Epochs = 20;

    private static readonly Lazy<MemoryRecord> _record = new(Train);

    [TestMethod]
    public void Live_Tensors_Should_Be_As_Many_After_Every_Epoch()
    {
        FashionMnistData.Require();
        var counts = _record.Value.LiveTensors;
        Assert.HasCount(Epochs, counts);
        Assert.AreSequenceEqual(Enumerable.Repeat(counts[1], Epochs - 1), counts.Skip(1));
    }

    [TestMethod]
    public void Memory_In_Use_Should_Not_Grow_From_The_Second_To_The_Last_Epoch()
    {
        FashionMnistData.Require();
        if (!MallocStatistics.AreKnown)
            Assert.Inconclusive("Only glibc tells what is in use.");
        var record = _record.Value;
        context.WriteLine($"MB in use: {Megabytes(record.InUse)}");
        context.WriteLine($"MB resident: {Megabytes(record.Resident)}");
        Assert.IsLessThanOrEqualTo(1.02 * record.InUse[1], record.InUse[^1], Megabytes(record.InUse));
    }

    private static string Megabytes(IEnumerable<long> bytes) =>
        string.Join(", ", bytes.Select(count => (count / 1e6).ToString("F1", CultureInfo.InvariantCulture)));

    private static MemoryRecord Train()
    {
        var ml = new MLContext(seed: 1);
        var record = new MemoryRecord();
        var options = new ResNetTrainer.Options
        {
            Epoch = Epochs,
            BatchSize = 64,
            LearningRate = 0.02,
            Optimizer = new SgdOptimizer { Momentum = 0.9 },
            Augmentation = new ImageAugmentation { CropPadding = 1, HorizontalFlipProbability = 0.5 },
            ValidationFraction = 0.2,
        };
        options.Callbacks.Add(record);
        var pipeline = ml.Transforms.PixelsToFeatures("Features", "Pixels", imageHeight: 16, imageWidth: 16)
            .Append(ml.MulticlassClassification.Trainers.ResNet(options));
        using var model = pipeline.Fit(ml.Data.TakeRows(FashionMnistData.Load(ml).TrainSet, 500));
        return record;
    }
}
