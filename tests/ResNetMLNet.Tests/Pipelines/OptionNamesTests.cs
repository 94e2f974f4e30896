using ResNetMLNet.Pipelines.Common.CommandLine.Training;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class OptionNamesTests
{
    [TestMethod]
    [DataRow("Whether the momentum is Nesterov's", "Whether the momentum is Nesterov's")]
    [DataRow("Raise BatchSize to 2 or more.", "Raise --batch-size to 2 or more.")]
    [DataRow("Optimizer.Momentum is 1, it has to be from 0 to below 1.", "--momentum is 1, it has to be from 0 to below 1.")]
    [DataRow("Epoch is 0, it has to be at least 1.", "--epochs is 0, it has to be at least 1.")]
    [DataRow("Set Resume to false, or name another CheckpointFolder.", "Set --resume to false, or name another --checkpoint.")]
    [DataRow("Augmentation.HorizontalFlipProbability is 2", "--flip is 2")]
    [DataRow("EarlyStopping goes by MonitoredMetric", "--patience goes by --monitored-metric")]
    [DataRow("as torch.nn.SyncBatchNorm does", "as torch.nn.SyncBatchNorm does")]
    [DataRow("Epoch 3 of 5: loss 1", "Epoch 3 of 5: loss 1")]
    [DataRow("MaxTrainingTime is 0, it has to be above 0, or null.", "--max-minutes is 0, it has to be above 0, or none.")]
    [DataRow("name the folder, or leave it null.", "name the folder, or leave it out.")]
    [DataRow("the folder 'this or null' is missing", "the folder 'this or null' is missing")]
    [DataRow("The file '/data/BatchSize is' is damaged", "The file '/data/BatchSize is' is damaged")]
    [DataRow(
        "LearningRateSchedule is OneCycleSchedule in the checkpoint and ConstantSchedule now; Optimizer.Nesterov is False in the checkpoint and True now.",
        "--schedule is one-cycle in the checkpoint and constant now; --nesterov is false in the checkpoint and true now.")]
    [DataRow("Precision is Float32 in the checkpoint and BFloat16 now", "--precision is fp32 in the checkpoint and bf16 now")]
    [DataRow("column 'Seed' and LabelColumnName", "column 'Seed' and LabelColumnName")]
    [DataRow(
        "The picture 'a' cannot be read: it does not exist. Correct it, remove the row, or let LoadPictures make it a missing picture: "
        + "unreadable: UnreadablePictures.Missing.",
        "The picture 'a' cannot be read: it does not exist. Correct it, or begin anew: it is left out then.")]
    public void Names_Of_The_Library_Should_Become_Those_Of_The_Command_Line(string library, string commandLine) =>
        Assert.AreEqual(commandLine, OptionNames.Translate(library));
}
