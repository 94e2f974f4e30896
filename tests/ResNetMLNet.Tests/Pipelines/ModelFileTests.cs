using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Tests.Pipelines;

/// <summary>Models with our network that none of the programs wrote.</summary>
[TestClass]
public sealed class ModelFileTests
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_Model_Without_Scores_Of_Named_Classes_Should_Be_Refused(bool hasScore)
    {
        using var folder = new TemporaryFolder();
        var file = Save(folder, hasScore);

        var error = Assert.ThrowsExactly<UserErrorException>(() => ModelFile.Load(new MLContext(), file, ModelInput.Pixels));

        Assert.AreEqual(
            $"'{file}' is an ML.NET model, but not one that 'train' wrote: give the model.zip of a training.", error.Message);
    }

    [TestMethod]
    public void The_Program_Of_Claims_Should_Say_Whose_Model_It_Is()
    {
        using var folder = new TemporaryFolder();
        var file = Save(folder, hasScore: true);

        var error = Assert.ThrowsExactly<UserErrorException>(() => ModelFile.Load(new MLContext(), file, ModelInput.Claim));

        Assert.AreEqual(
            $"'{file}' is a model of the program FashionMnist, not of this one: give it to pipelines/FashionMnist.", error.Message);
    }

    [TestMethod]
    public void A_Folder_For_Temporary_Files_Without_Room_Should_Be_Blamed_And_Not_The_Model()
    {
        using var folder = new TemporaryFolder();
        var file = Save(folder, hasScore: true);
        var temp = folder.Write("temp", []);

        var error = Assert.ThrowsExactly<UserErrorException>(
            () => ModelFile.Load(new MLContext { TempFilePath = temp }, file, ModelInput.Pixels));

        Assert.StartsWith($"The folder for temporary files '{temp}' cannot be written: ", error.Message);
        Assert.EndsWith(
            " bytes: make room there, or let the environment variable TMPDIR (TMP on Windows) name another one.", error.Message);
    }

    [TestMethod]
    public void Save_Should_Need_No_Room_But_Beside_The_Model()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext { TempFilePath = folder.Write("temp", []) };
        var view = SmallImages.Load(ml, 3);

        using (var file = File.Create(folder.File("model.zip")))
            ModelFile.Save(ml, TrainedModel.Shared, view.Schema, file);

        Assert.AreSequenceEqual(["model.zip", "temp"], folder.FileNames);
        using var model = (IDisposable)new MLContext().Model.Load(folder.File("model.zip"), out _);
    }

    private static string Save(TemporaryFolder folder, bool hasScore)
    {
        var ml = new MLContext();
        var view = ml.Data.LoadFromEnumerable<Image>([]);
        var features = ml.Transforms.PixelsToFeatures("Features", "Pixels", SmallImages.Size, SmallImages.Size).Fit(view);
        var scored = TrainedModel.Shared.Transform(features.Transform(view));
        ITransformer rest = hasScore ? ml.Transforms.CopyColumns("Score", "Pixels").Fit(scored) : ml.Transforms.DropColumns("Score").Fit(scored);
        var file = folder.File("model.zip");
        ml.Model.Save(new TransformerChain<ITransformer>(features, TrainedModel.Shared, rest), view.Schema, file);
        return file;
    }

    private sealed class Image
    {
        [VectorType(SmallImages.Size, SmallImages.Size)]
        public byte[] Pixels { get; set; } = [];
    }
}
