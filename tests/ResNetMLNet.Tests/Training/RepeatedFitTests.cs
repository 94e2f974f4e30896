using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Callbacks;

namespace ResNetMLNet.Tests.Training;

[TestClass]
public sealed class RepeatedFitTests
{
    [TestMethod]
    public void Folds_That_Write_To_The_Same_Place_Should_Be_Warned_Of()
    {
        using var folder = new TemporaryFolder();
        var options = Options();
        options.CheckpointFolder = folder.File("checkpoint");
        options.Callbacks = [new HistoryFile(folder.File("history.csv")), new TensorBoardLog(folder.File("board"))];

        var warning = Warnings(options, folds: 2).Single();
        Assert.Contains(
            $"writes to the same place again: the CheckpointFolder '{folder.File("checkpoint")}', the HistoryFile '{folder.File("history.csv")}', "
            + $"the TensorBoardLog in '{folder.File("board")}'. To keep what each training or fold writes, fit each by a trainer of its own",
            warning);
    }

    [TestMethod]
    public void Folds_That_Write_Nothing_Should_Go_On_Without_A_Warning() => Assert.IsEmpty(Warnings(Options(), folds: 2));

    private static List<string> Warnings(TorchModuleTrainer.Options options, int folds)
    {
        var ml = new MLContext(seed: 1);
        var warnings = new List<string>();
        ml.Log += (_, message) =>
        {
            if (message.Kind == ChannelMessageKind.Warning)
                warnings.Add(message.Message);
        };
        var trainer = ml.MulticlassClassification.Trainers.TorchModule(options);
        foreach (var fold in ml.MulticlassClassification.CrossValidate(SmallImages.Load(ml, 24), trainer, folds))
            ((IDisposable)fold.Model).Dispose();
        return warnings;
    }

    private static TorchModuleTrainer.Options Options() => new() { Module = new LeNet(), Epoch = 1, Seed = 1 };
}
