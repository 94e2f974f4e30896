using Microsoft.ML.Runtime;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class TrainingLogTests
{
    private const string Trainer = "MLContext; ResNetTrainer";

    [TestMethod]
    [DataRow(ChannelMessageKind.Warning, Trainer, "The disk is full.", "warning: The disk is full.")]
    [DataRow(ChannelMessageKind.Warning, "Elsewhere", "Odd.", "warning: Odd.")]
    [DataRow(ChannelMessageKind.Info, Trainer, "Going on from the checkpoint 'x'.", "Going on from the checkpoint 'x'.")]
    [DataRow(ChannelMessageKind.Info, Trainer, "Epoch 1 of 2: loss 0.5", null)]
    [DataRow(ChannelMessageKind.Info, "Elsewhere", "A checkpoint.", null)]
    [DataRow(ChannelMessageKind.Trace, Trainer, "A checkpoint.", null)]
    [DataRow(
        ChannelMessageKind.Warning, Trainer, "The time for the training is over; the model is that of epoch 1 of 2.", null)]
    public void Warnings_And_What_Is_Said_Of_Checkpoints_Should_Be_Shown(
        ChannelMessageKind kind, string source, string message, string? text) =>
        Assert.AreEqual(text, TrainingLog.TextOf(kind, source, message));
}
