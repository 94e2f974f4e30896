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
        "train --data d --max-megapixels 0", "--max-megapixels is '0'; it must be a whole number, from 1 to 1000.")]
    [DataRow(
        "train --data d --resize-to 100",
        "--resize-to is 100, it must be at least --image-size, 224, so that pictures fill the image.")]
    [DataRow(
        "train --data d --validation v --validation-fraction 0.1",
        "--validation-fraction does not go with --validation, whose pictures are all held out: leave one of them out.")]
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
        "error: 'recipes' is not a verb. Give train, evaluate, predict, export or doctor. See '--help'.", FolderRun.Of("recipes").Progress);

    [TestMethod]
    [DataRow("train", "--validation-fraction")]
    [DataRow("evaluate", "--unreadable")]
    [DataRow("predict", "--max-megapixels")]
    public void Each_Verb_Should_Explain_Itself(string verb, string option)
    {
        var run = FolderRun.Of(verb, "--help");

        Assert.AreEqual(0, run.ExitCode);
        Assert.Contains(option, run.Results);
    }
}
