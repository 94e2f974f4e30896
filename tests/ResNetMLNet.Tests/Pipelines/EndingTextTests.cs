using ResNetMLNet.History;
using ResNetMLNet.Modeling;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class EndingTextTests
{
    [TestMethod]
    public void A_Training_That_Ran_Its_Course_Should_Need_No_Words() =>
        Assert.IsNull(Text(TrainingStopReason.Completed, epochs: 10, modelEpoch: 10));

    [TestMethod]
    [DataRow(TrainingStopReason.Completed, 10, 7, "The model is that of epoch 7, the best of 10.")]
    [DataRow(
        TrainingStopReason.Canceled, 2, 2, "The training was cancelled. The model is that of the last finished epoch, 2 of 10.")]
    [DataRow(
        TrainingStopReason.Diverged,
        2,
        2,
        "The training diverged: the loss or a weight is no longer a finite number. The model is that of the last finished "
        + "epoch, 2 of 10. Try a lower --learning-rate than 0.05.")]
    [DataRow(
        TrainingStopReason.EarlyStopped,
        8,
        5,
        "The training ended early: no better accuracy on the held-out images for 3 epochs. The model is that of epoch 5, the "
        + "best of 8.")]
    [DataRow(
        TrainingStopReason.OutOfTime,
        4,
        4,
        "The training ended early: the 1.5 minutes of --max-minutes are over. The model is that of the last finished epoch, "
        + "4 of 10.")]
    [DataRow(
        TrainingStopReason.OutOfTime,
        0,
        0,
        "The training ended early: the 1.5 minutes of --max-minutes are over. No epoch was finished; the model is that of the "
        + "batches so far, and there are no training figures.")]
    [DataRow(
        TrainingStopReason.StoppedByCallback,
        3,
        3,
        "The training ended early: a callback stopped it. The model is that of the last finished epoch, 3 of 10.")]
    public void How_A_Training_Ended_Should_Be_Said_With_The_Epoch_Of_The_Model(
        TrainingStopReason reason, int epochs, int modelEpoch, string text) =>
        Assert.AreEqual(text, Text(reason, epochs, modelEpoch));

    [TestMethod]
    public void With_A_Checkpoint_The_Way_To_The_End_Should_Be_Its_Resumption()
    {
        Assert.EndsWith(
            "4 of 10. To train to the end: train ... --checkpoint ck --resume, with the same options.",
            Text(TrainingStopReason.OutOfTime, epochs: 4, modelEpoch: 4, checkpoint: "ck"));
        Assert.AreEqual(
            "To train to the end: train ... --checkpoint ck --resume, with the same options.",
            EndingText.GoOn(Options("ck")));
    }

    [TestMethod]
    public void Without_A_Checkpoint_The_Way_To_The_End_Should_Be_A_New_Training() =>
        Assert.AreEqual("To train to the end, run train again.", EndingText.GoOn(Options(checkpoint: null)));

    [TestMethod]
    public void Cancelled_In_The_First_Epoch_The_Checkpoint_Of_This_Training_Should_Be_Named()
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder.Path);
        var file = folder.Write("checkpoint.safetensors", [1]);
        const string nothing = "Cancelled before an epoch was finished: no model was written.";

        Assert.AreEqual(
            $"{nothing} The checkpoint in {folder.Path} holds what was done. To train to the end: train ... --checkpoint "
            + $"{folder.Path} --resume, with the same options.",
            EndingText.WithoutModel(options, started: File.GetLastWriteTimeUtc(file)));
        Assert.AreEqual(
            nothing, EndingText.WithoutModel(options, started: File.GetLastWriteTimeUtc(file).AddSeconds(1)), "an older one");
        Assert.AreEqual(nothing, EndingText.WithoutModel(Options(checkpoint: null), started: DateTime.MinValue));
        options.Resume = true;
        Assert.AreNotEqual(
            nothing, EndingText.WithoutModel(options, started: File.GetLastWriteTimeUtc(file).AddSeconds(1)), "one to go on with");
    }

    [TestMethod]
    public void After_A_Failure_The_Checkpoint_That_The_Training_Wrote_Should_Be_Named()
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder.Path);
        options.Resume = true;
        var file = folder.Write("checkpoint.safetensors", [1]);

        Assert.AreEqual(
            $"The checkpoint in {folder.Path} holds what was done. To train to the end: train ... --checkpoint {folder.Path} --resume, "
            + "with the same options.",
            EndingText.OfFailure(options, started: File.GetLastWriteTimeUtc(file)));
        Assert.IsNull(EndingText.OfFailure(options, started: File.GetLastWriteTimeUtc(file).AddSeconds(1)), "an older one");
        Assert.IsNull(EndingText.OfFailure(Options(checkpoint: null), started: DateTime.MinValue));
    }

    private static string? Text(TrainingStopReason reason, int epochs, int modelEpoch, string? checkpoint = null) =>
        EndingText.Of(
            new TrainingHistory(
                [.. Enumerable.Range(1, epochs).Select(epoch => new EpochMetrics(epoch, 1, 0.5, null, null, 0.05, 1, 100))],
                reason,
                100,
                "cpu",
                Precision.Float32,
                1,
                modelEpoch),
            Options(checkpoint));

    private static ResNetTrainer.Options Options(string? checkpoint) => new()
    {
        EarlyStopping = new EarlyStopping { Patience = 3 },
        MaxTrainingTime = TimeSpan.FromSeconds(90),
        CheckpointFolder = checkpoint,
    };
}
