using Microsoft.ML;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training.Callbacks;
using ResNetMLNet.Transforms;
using ResNetMLNet.Weights;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Files;

/// <summary>A null character, which ends every path of a system, in each path that callers give.</summary>
[TestClass]
public sealed class NullCharacterTests
{
    private const string Path = "a\0b.csv";

    private static readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void Paths_Should_Be_Refused_By_The_Name_Of_Their_Parameter()
    {
        Refused("path", () => _ml.Data.LoadPictureFolder(Path));
        Refused("imagesPath", () => _ml.Data.LoadFromIdx(Path, "labels"));
        Refused("labelsPath", () => _ml.Data.LoadFromIdx("images", Path));
        Refused("folder", () => _ml.Data.LoadFashionMnist(Path));
        Refused("path", () => TorchWeights.Load(nn.ReLU(), Path));
        Refused("path", () => TorchWeights.Save(nn.ReLU(), Path));
        Refused("path", () => _ml.Model.SaveAsOnnx(TrainedModel.Shared, SmallImages.Load(_ml, 1), Path));
        Refused("path", () => _ = new HistoryFile(Path));
        Refused("folder", () => _ = new TensorBoardLog(Path));
    }

    [TestMethod]
    public void A_Checkpoint_Folder_Should_Be_Refused()
    {
        var options = TrainedModel.Options(epochs: 1);
        options.CheckpointFolder = Path;
        Expect.Error<ArgumentOutOfRangeException>(options.Check, "CheckpointFolder is 'a\\0b.csv'", "a folder, or null for no checkpoint");
    }

    private static void Refused(string parameter, Action call) => Assert.AreEqual(
        parameter, Expect.Error<ArgumentException>(call, $"{parameter} is 'a\\0b.csv', which has a null character: give a path without.").ParamName);
}
