using Microsoft.ML;
using Microsoft.ML.TorchSharp;
using ResNetMLNet.Tests.Utilities;
using TorchSharp;

namespace ResNetMLNet.Tests.MLTorchSharp;

/// <summary>Our trainer in one process with theirs, which sets the seed of TorchSharp's own generator again and again.</summary>
[TestClass]
public sealed class UndisturbedTests
{
    [TestMethod]
    [TestCategory(TestCategories.Long)]
    public async Task Our_Training_Should_Give_The_Same_Bits_Alone_After_Theirs_And_Beside_It_And_So_Should_Theirs()
    {
        using var folder = new PretrainedFolder().WithText();

        var ours = TrainOurs();
        var theirs = TrainTheirs(folder);
        var oursAfter = TrainOurs();
        var beside = Task.Run(() => TrainTheirs(folder));
        Assert.AreEqual(ours, oursAfter);
        do
            Assert.AreEqual(ours, TrainOurs());
        while (!beside.IsCompleted);
        Assert.AreEqual(theirs, await beside);
    }

    [TestMethod]
    public void Their_Training_Should_Leave_What_Is_Set_For_The_Process()
    {
        using var folder = new PretrainedFolder().WithText();
        var before = ProcessSettings();

        TrainTheirs(folder);

        Assert.AreEqual(before, ProcessSettings());
    }

    private static string TrainOurs()
    {
        using var model = TrainedModel.Train(TrainedModel.Options(epochs: 1), rows: 32);
        return SavedWeights.Sha256(model) + string.Concat(
            RowText.Of(model.Transform(SmallImages.Load(new MLContext(), 8)), _ => true).Select(row => row.Values));
    }

    private static string TrainTheirs(PretrainedFolder folder)
    {
        var ml = folder.CreateContext();
        var data = SmallImages.Load(ml, 6);
        var model = ml.MulticlassClassification.Trainers.TextClassification(
            sentence1ColumnName: nameof(SmallImages.Row.Name), batchSize: 4, maxEpochs: 1).Fit(data);
        return string.Concat(RowText.Of(model.Transform(data), _ => true).Select(row => row.Values));
    }

    private static string ProcessSettings() =>
        $"{torch.get_default_dtype()} {torch.get_default_device()} {torch.get_num_threads()} {torch.get_num_interop_threads()} "
        + $"{torch.is_grad_enabled()} {torch.is_inference_mode_enabled()}";
}
