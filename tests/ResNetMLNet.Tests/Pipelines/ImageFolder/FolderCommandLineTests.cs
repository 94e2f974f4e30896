using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder;

[TestClass]
public sealed class FolderCommandLineTests
{
    [TestMethod]
    [DataRow("train --data d --image-size 7", "--image-size is '7'; it must be a whole number, from 8 to 1024.")]
    [DataRow("train --data d --channels 2", "--channels is '2'; it must be one of 3, 1.")]
    [DataRow("train --data d --unreadable perhaps", "--unreadable is 'perhaps'; it must be one of skip, refuse.")]
    [DataRow(
        "train --data d --validation-fraction 1", "--validation-fraction is '1'; it must be a number above 0 and below 1.")]
    [DataRow(
        "train --data d --max-megapixels 0", "--max-megapixels is '0'; it must be a whole number, from 1 to 536.")]
    [DataRow(
        "train --data d --max-megapixels 537", "--max-megapixels is '537'; it must be a whole number, from 1 to 536.")]
    [DataRow(
        "train --data d --resize-to 100",
        "--resize-to is 100, it must be at least --image-size, 224, so that pictures fill the image.")]
    [DataRow(
        "train --data d --validation v --validation-fraction 0.1",
        "--validation-fraction does not go with --validation, whose pictures are all held out: leave one of them out.")]
    [DataRow(
        "train --data d --validation x/../d/", "--validation is the folder of --data: give it pictures that are not trained on.")]
    [DataRow(
        "train --data d --normalize half",
        "--normalize is 'half'; it must be imagenet, none, or mean and deviation above 0, MEAN:DEVIATION, one number or 3 "
        + "with commas between them each.")]
    public void What_Does_Not_Go_Should_End_With_One_Message_And_Exit_Code_1(string line, string message)
    {
        var run = FolderRun.Of(line.Split(' '));

        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual("", run.Results);
        Assert.AreEqual($"error: {message} See 'train --help'.", run.Progress);
    }

    [TestMethod]
    public void A_Word_That_Is_No_Verb_Should_Be_Answered_With_The_Verbs() => Assert.AreEqual(
        "error: 'summary' is not a verb. Give train, evaluate, predict, score, info, export, check, recipes or doctor. See '--help'.", FolderRun.Of("summary").Progress);

    [TestMethod]
    public void An_Empty_Test_Folder_Should_Be_Named_With_Its_Option() => Assert.AreEqual(
        "error: --test is ''; it must be the path of a folder. See 'train --help'.",
        FolderRun.Of("train", "--data", "d", "--test", "").Progress);

    [TestMethod]
    public void Recipes_Should_Be_Printed()
    {
        var run = FolderRun.Of("recipes");

        Assert.StartsWith("scratch: random initial weights\n    --image-size 224\n", run.Results);
        Assert.Contains("\n\nfrozen: pretrained weights, of which the last layer learns\n", run.Results);
    }

    [TestMethod]
    public void Weights_That_Do_Not_Fit_Should_Be_Told_Before_The_Pictures_Are_Looked_For()
    {
        using var folder = new TemporaryFolder();

        var run = FolderRun.Of(
            "train", "--data", folder.File("none"), "--device", "cpu", "--output", folder.Path, "--weights", folder.Write("w.bin", new byte[9]));

        Assert.AreEqual(1, run.ExitCode);
        Assert.StartsWith($"error: '{folder.File("w.bin")}' cannot be loaded.", run.Progress);
    }
}
