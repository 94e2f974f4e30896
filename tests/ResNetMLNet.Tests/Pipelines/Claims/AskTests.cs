using Microsoft.ML;
using ResNetMLNet.Pipelines.Claims;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Pipelines.Claims;

/// <summary>What the program makes of questions that it cannot answer.</summary>
[TestClass]
public sealed class AskTests
{
    [TestMethod]
    [DataRow("The lamp fell.", "", "--photo is ''; it must be the path of a file. See 'ask --help'.")]
    [DataRow("The lamp fell.", "--text", "--photo has no file: '--text' follows. Give one, as ./--text if it is called so. See 'ask --help'.")]
    [DataRow("--hello", "photo.png", "The model file 'absent.zip' does not exist. Check the path, or make one with 'train'.")]
    public void Texts_And_Photos_Should_Be_Taken_As_They_Are_Given(string text, string photo, string message) =>
        Assert.AreEqual($"error: {message}", Ask("absent.zip", text, photo));

    [TestMethod]
    [DataRow("Text")]
    [DataRow("Photo")]
    public void A_Model_That_Is_Not_Asked_For_Text_And_Photo_Should_Be_Refused(string column)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("model.zip");
        var ml = new MLContext();
        var view = ml.Data.LoadFromEnumerable<Claim>([]);
        var other = ml.Transforms.DropColumns(column).Fit(view).Transform(view);
        ml.Model.Save(ml.Transforms.CopyColumns("Copy", "Item").Fit(other), other.Schema, file);

        Assert.AreEqual(
            $"error: '{file}' is an ML.NET model, but not one that 'train' wrote: give the model.zip of a training.",
            Ask(file, "The lamp fell.", "photo.png"));
    }

    private static string Ask(string model, string text, string photo) => ProgramRun.Of(
        App.Run, ["ask", "--model", model, "--text", text, "--photo", photo], _ => { }, time: null, CancellationToken.None).Progress;
}
