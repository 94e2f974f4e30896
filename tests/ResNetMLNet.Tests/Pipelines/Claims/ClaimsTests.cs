using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Claims;
using ResNetMLNet.Tests.MLTorchSharp;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Pipelines.Claims;

/// <summary>One small training of the program, and what its two model files say.</summary>
[TestClass]
[TestCategory(TestCategories.Long)]
public sealed class ClaimsTests
{
    private static readonly TemporaryFolder Folder = new();
    private static ProgramRun _training = null!;

    private static string Model => Folder.File(Train.ModelName);

    private static string OnnxRuntimeModel => Folder.File(Train.OnnxRuntimeModelName);

    [ClassInitialize]
    public static void TrainOnce(TestContext context)
    {
        using var pretrained = new PretrainedFolder().WithText();
        ClaimData.Write(Folder.Path, 27);
        _training = Run("train", "--data", Folder.Path, "--temp", pretrained.Path, "--epochs", "1");
    }

    [ClassCleanup]
    public static void RemoveFolder() => Folder.Dispose();

    [TestMethod]
    public void Training_Should_Say_How_Good_It_Is_And_Leave_Two_Models()
    {
        Assert.AreEqual(0, _training.ExitCode, _training.Progress);
        Assert.Contains("% of the decisions on claims not trained on are right", _training.Results);
        Assert.AreSequenceEqual(["claims.tsv", Train.OnnxRuntimeModelName, Train.ModelName], Folder.FileNames);
    }

    [TestMethod]
    public void Another_Process_Should_Answer_As_This_One()
    {
        var question = Question(Model);

        Assert.AreEqual(Run(question).Results, RunInProcessOfItsOwn(question));
    }

    [TestMethod]
    public void Either_Form_Should_Answer_Alike()
    {
        var answer = Run(Question(Model));

        Assert.AreEqual(0, answer.ExitCode, answer.Progress);
        Assert.AreEqual(answer, Run(Question(OnnxRuntimeModel)));
    }

    [TestMethod]
    public void Single_Rows_Should_Score_As_All_At_Once_In_Either_Form()
    {
        var ml = new MLContext();
        var claims = ClaimData.Load(ml, Folder.Path, Assert.Fail).TestSet;
        foreach (string file in new[] { Model, OnnxRuntimeModel })
        {
            var model = ml.Model.Load(file, out _);
            var together = model.Transform(claims).GetColumn<float[]>("Score").ToList();
            using var engine = ml.Model.CreatePredictionEngine<Claim, Answer>(model);

            var single = ml.Data.CreateEnumerable<Claim>(claims, reuseRowObject: false).Select(claim => engine.Predict(claim).Score).ToList();

            AssertClose(together, single);
        }
    }

    [TestMethod]
    public void Onnx_Runtime_Should_Score_As_TorchSharp()
    {
        var ml = new MLContext();
        var claims = ClaimData.Load(ml, Folder.Path, Assert.Fail).TestSet;
        using var model = (IDisposable)ml.Model.Load(Model, out _);
        using var converted = (IDisposable)ml.Model.Load(OnnxRuntimeModel, out _);

        AssertClose(
            ((ITransformer)model).Transform(claims).GetColumn<float[]>("Score").ToList(),
            ((ITransformer)converted).Transform(claims).GetColumn<float[]>("Score").ToList());
    }

    [TestMethod]
    public void A_Photo_That_Cannot_Be_Read_Should_Be_Named()
    {
        var photo = Folder.File("none.png");

        Assert.AreEqual(
            $"error: The picture '{photo}' cannot be read: it does not exist. Give a sound picture.",
            Run("ask", "--model", Model, "--text", "The bath ran over.", "--photo", photo).Progress);
    }

    private static string[] Question(string model) =>
        ["ask", "--model", model, "--text", "The bath ran over.", "--photo", Folder.File("photos/8.png")];

    private static ProgramRun Run(params string[] arguments) => ProgramRun.Of(App.Run, arguments, _ => { }, time: null, CancellationToken.None);

    private static string RunInProcessOfItsOwn(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(App).Assembly.Location, .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var results = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return results.Trim();
    }

    private static void AssertClose(List<float[]> expected, List<float[]> actual)
    {
        Assert.HasCount(expected.Count, actual);
        foreach (var (one, other) in expected.SelectMany(row => row).Zip(actual.SelectMany(row => row)))
            Assert.AreEqual(one, other, 1e-4f);
    }
}
