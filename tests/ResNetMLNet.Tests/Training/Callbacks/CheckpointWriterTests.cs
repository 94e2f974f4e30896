using Microsoft.ML;
using ResNetMLNet.History;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Checkpoints;

namespace ResNetMLNet.Tests.Training.Callbacks;

[TestClass]
public sealed class CheckpointWriterTests
{
    [TestMethod]
    public void A_Checkpoint_Should_Be_Left_After_Each_Epoch()
    {
        using var folder = new TemporaryFolder();
        Train(folder.Path, run =>
        {
            // The epoch's own checkpoint is still to be written.
            if (run.Epoch > 1)
                WaitFor(folder, epochs: run.Epoch - 1, batch: 0);
        });
        Assert.HasCount(3, CheckpointFile.ReadState(folder.File("checkpoint.safetensors")).History);
        Assert.AreSequenceEqual(["checkpoint.safetensors"], folder.FileNames);
    }

    [TestMethod]
    public void With_An_Interval_Checkpoints_Should_Be_Left_In_The_Middle_Of_Epochs()
    {
        using var folder = new TemporaryFolder();
        var seen = 0;
        Train(
            folder.Path,
            batchEnd: run =>
            {
                if (run is { Epoch: 1, Batch: 1 })
                    return;
                WaitFor(folder, epochs: run.Epoch - 1, batch: run.Batch - 1);
                seen++;
            },
            change: options =>
            {
                options.Epoch = 2;
                options.CheckpointInterval = TimeSpan.FromTicks(1);
            });
        Assert.AreEqual(5, seen, "batches behind the first of two epochs of three");
    }

    [TestMethod]
    public void A_Lost_Folder_Should_Be_Reported_And_Not_Harm_The_Training()
    {
        using var folder = new TemporaryFolder();
        var checkpoints = folder.File("checkpoints");
        var warnings = Train(checkpoints, run =>
        {
            // A file in its place cannot be made a folder again.
            if (run.Epoch == 1)
                Lose(checkpoints);
        });
        Assert.IsNotEmpty(warnings);
        Assert.Contains("could not be written", warnings[0]);
        Assert.Contains("is tried again later", warnings[0]);
        Assert.Contains("cannot be resumed from here", warnings[^1]);
    }

    [TestMethod]
    public void A_Folder_That_Comes_Back_Should_Have_The_Last_Checkpoint()
    {
        using var folder = new TemporaryFolder();
        var checkpoints = folder.File("checkpoints");
        var warnings = Train(checkpoints, run =>
        {
            if (run.Epoch == 1)
                Lose(checkpoints);
            if (run.Epoch == 3)
                File.Delete(checkpoints);
        });
        Assert.HasCount(2, warnings);
        Assert.HasCount(3, CheckpointFile.ReadState(Path.Combine(checkpoints, "checkpoint.safetensors")).History);
    }

    [TestMethod]
    public void A_Checkpoint_That_Cannot_Be_Written_Should_Leave_The_Earlier_One_Whole()
    {
        using var folder = new TemporaryFolder();
        byte[] first = [];
        var warnings = Train(folder.Path, run =>
        {
            // A folder of the checkpoint's name cannot be replaced by a file.
            if (run.Epoch == 2)
            {
                WaitFor(folder, epochs: 1, batch: 0);
                first = File.ReadAllBytes(folder.File("checkpoint.safetensors"));
                File.Move(folder.File("checkpoint.safetensors"), folder.File("kept"));
                Directory.CreateDirectory(folder.File("checkpoint.safetensors"));
            }
        });
        Assert.IsNotEmpty(warnings);
        Assert.AreSequenceEqual(first, File.ReadAllBytes(folder.File("kept")));
        Assert.AreSequenceEqual(["kept"], folder.FileNames, "no part of a file is left");
    }

    /// <summary>The disk is written to beside the training.</summary>
    private static void WaitFor(TemporaryFolder folder, int epochs, int batch)
    {
        var path = folder.File("checkpoint.safetensors");
        bool IsThere() => File.Exists(path) && CheckpointFile.ReadState(path) is var state && state.History.Count == epochs && state.Batch == batch;
        Assert.IsTrue(SpinWait.SpinUntil(IsThere, TimeSpan.FromSeconds(60)), $"the checkpoint of epoch {epochs}, batch {batch}");
    }

    private static void Lose(string folder)
    {
        Directory.Delete(folder, recursive: true);
        File.WriteAllText(folder, "in the way");
    }

    private static List<string> Train(
        string folder, Action<TrainingRun>? epochEnd = null, Action<TrainingRun>? batchEnd = null, Action<ResNetTrainer.Options>? change = null)
    {
        var ml = new MLContext(seed: 1);
        var warnings = new List<string>();
        ml.Log += (_, entry) =>
        {
            if (entry.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
                warnings.Add(entry.Message);
        };
        var options = TrainedModel.Options(epochs: 3);
        options.CheckpointFolder = folder;
        options.Callbacks.Add(new HookActions { EpochEnd = epochEnd, BatchEnd = batchEnd });
        change?.Invoke(options);
        using var model = ml.MulticlassClassification.Trainers.ResNet(options).Fit(SmallImages.Load(ml, 48));
        Assert.AreEqual(TrainingStopReason.Completed, model.History.StopReason);
        return warnings;
    }
}
