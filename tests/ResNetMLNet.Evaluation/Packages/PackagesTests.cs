using System.Globalization;
using Microsoft.ML;
using ResNetMLNet.OnnxRuntime;

namespace ResNetMLNet.Evaluation.Packages;

/// <summary>Whoever has nothing but the packages can use them.</summary>
[TestClass]
[TestCategory(TestCategories.Long)]
public sealed class PackagesTests
{
    private const string Trainer = "ResNetMLNet";
    private const string Transforms = "ResNetMLNet.Transforms";
    private const string OnnxRuntime = "ResNetMLNet.OnnxRuntime";
    private const string ImageNet = "ResNetMLNet.ImageNet";
    private const string Reports = "ResNetMLNet.Reports";
    private const string Testing = "ResNetMLNet.Testing";

    private static PackageFeed _feed = null!;
    private static PackagedProgram _training = null!;
    private static string[] _predictions = [];

    private static string ModelPath => Path.Combine(_feed.Folder, "model.zip");

    [ClassInitialize]
    public static void TrainInAProgram(TestContext context)
    {
        _feed = new PackageFeed();
        _training = new PackagedProgram(_feed, "Training", (Trainer, PackageFeed.Version)).Build();
        _predictions = _training.Execute(ModelPath);
    }

    [ClassCleanup]
    public static void Delete() => _feed?.Dispose();

    [TestMethod]
    [DataRow(Trainer)]
    [DataRow(Transforms)]
    [DataRow(OnnxRuntime)]
    [DataRow(Reports)]
    [DataRow(Testing)]
    public void A_Package_Should_Tell_What_It_Is(string name)
    {
        using var package = _feed.Open(name);

        Assert.IsGreaterThan(40, package["description"]!.Length);
        Assert.Contains("ml.net", package["tags"]!);
        Assert.AreEqual("MIT", package["license"]);
        CollectionAssert.IsSubsetOf(new[] { package["icon"], package["readme"], $"lib/net10.0/{name}.xml" }, package.FileNames.ToList());
        Assert.AreEqual("[2.88.9, 3.0.0)", package.Range("SkiaSharp"));
        Assert.AreEqual("[5.0.1, 6.0.0)", package.Range("Microsoft.ML"));
    }

    [TestMethod]
    public void The_Package_Of_Weights_Should_Have_None_Itself_And_Need_The_One_That_Has()
    {
        using var package = _feed.Open(ImageNet);

        Assert.IsGreaterThan(40, package["description"]!.Length);
        Assert.AreEqual("MIT", package["license"]);
        CollectionAssert.IsSubsetOf(new[] { package["icon"], package["readme"] }, package.FileNames.ToList());
        Assert.AreSequenceEqual([], package.FileNames.Where(name => name.EndsWith(".onnx", StringComparison.Ordinal) || name.EndsWith(".dll", StringComparison.Ordinal)));
        Assert.AreEqual("[0.23.1]", package.Range("Microsoft.ML.DnnImageFeaturizer.ResNet18"));
        Assert.AreEqual($"[{PackageFeed.Version}]", package.Range(Trainer));
    }

    [TestMethod]
    [DataRow(Trainer, Transforms, $"[{PackageFeed.Version}]")]
    [DataRow(OnnxRuntime, Transforms, $"[{PackageFeed.Version}]")]
    [DataRow(Reports, Transforms, $"[{PackageFeed.Version}]")]
    [DataRow(Testing, Reports, $"[{PackageFeed.Version}]")]
    [DataRow(Trainer, "TorchSharp", "[0.107.0]")]
    [DataRow(Trainer, "TorchSharp-cpu", "[0.107.0]")]
    public void A_Package_Should_Need_Exactly_What_It_Was_Built_With(string name, string dependency, string range)
    {
        using var package = _feed.Open(name);

        Assert.AreEqual(range, package.Range(dependency));
    }

    [TestMethod]
    [DataRow(Trainer)]
    [DataRow(Transforms)]
    [DataRow(OnnxRuntime)]
    [DataRow(Reports)]
    [DataRow(Testing)]
    public void Symbols_Should_Name_Sources_But_Not_The_Folder_Of_The_Machine(string name)
    {
        using var package = _feed.Open(name);

        var paths = package.PathsInSymbols();

        Assert.Contains($"/_/src/{name}/", string.Join('\n', paths));
        Assert.AreSequenceEqual([], paths.Where(path => !path.StartsWith("/_/", StringComparison.Ordinal) && Path.IsPathRooted(path)));
    }

    [TestMethod]
    public void A_Console_Program_Should_Train_Save_Load_And_Predict()
    {
        Assert.HasCount(20, _predictions);
        Assert.AreSequenceEqual(_predictions, _training.Execute(ModelPath));
    }

    [TestMethod]
    public void A_Web_Program_Should_Answer_Requests()
    {
        var program = new PackagedProgram(_feed, "Web", (Trainer, PackageFeed.Version)).Build();

        Assert.AreSequenceEqual(_predictions, program.Execute(ModelPath));
    }

    [TestMethod]
    public void A_Program_With_Onnx_Runtime_Only_Should_Score_Alike()
    {
        var program = new PackagedProgram(_feed, "Scoring", (OnnxRuntime, PackageFeed.Version)).Build();
        var path = Path.Combine(_feed.Folder, "onnx.zip");
        var ml = new MLContext();
        using var model = (IDisposable)ml.Model.Load(ModelPath, out var schema);
        ml.Model.Save(ml.Model.ToOnnxRuntime((ITransformer)model), schema, path);

        foreach (var (expected, actual) in Scores(_predictions).Zip(Scores(program.Execute(path))))
            Assert.AreEqual(expected, actual, 1e-4);
        Assert.AreSequenceEqual([], program.Files.Where(name => name.Contains("torch", StringComparison.OrdinalIgnoreCase)));
    }

    [TestMethod]
    public void A_Program_Published_As_A_Single_File_Should_Predict()
    {
        _training.PublishSingleFile();

        Assert.AreSequenceEqual(_predictions, _training.ExecutePublished(ModelPath));
        Assert.DoesNotContain("ResNetMLNet.dll", _training.PublishedFiles);
    }

    [TestMethod]
    public void Weights_For_ImageNet_Should_Come_With_One_Package_And_Be_Found_Beside_A_Single_File_Too()
    {
        var program = new PackagedProgram(_feed, "Pretrained", (ImageNet, PackageFeed.Version)).Build();
        var features = program.Execute();
        program.PublishSingleFile();

        Assert.HasCount(512, features);
        Assert.AreSequenceEqual(features, program.ExecutePublished());
        Assert.Contains("ResNet18.onnx", program.PublishedFiles);
        Assert.AreSequenceEqual([], program.Files.Where(name => name.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase)));
    }

    [TestMethod]
    [DataRow("PublishTrimmed")]
    [DataRow("PublishAot")]
    public void Trimming_Should_Be_Refused_With_The_Reason(string property)
    {
        var errors = _training.BuildInVain("--no-restore", "-t:PrepareForPublish", $"-p:{property}=true");

        Assert.Contains("A program with ResNetMLNet cannot be trimmed, nor compiled ahead of time: ML.NET finds", errors);
    }

    [TestMethod]
    public void SkiaSharp_3_Should_Be_Refused_With_The_Reason_Whoever_Asks_For_It()
    {
        _feed.Add("SkiaSharp", dependencies: string.Empty);
        _feed.Add("Painter", dependencies: """<dependency id="SkiaSharp" version="3.0.0" />""");

        var ofItsOwn = new PackagedProgram(_feed, "Scoring", (OnnxRuntime, PackageFeed.Version), ("SkiaSharp", "3.0.0")).BuildInVain();
        var ofAnother = new PackagedProgram(_feed, "Scoring", (OnnxRuntime, PackageFeed.Version), ("Painter", "3.0.0")).BuildInVain();

        Assert.Contains("ResNetMLNet cannot run beside SkiaSharp 3.0.0: the image transforms of Microsoft.ML call methods that", ofItsOwn);
        Assert.Contains("NU1107: Version conflict detected for SkiaSharp", ofAnother);
    }

    private static IEnumerable<double> Scores(IEnumerable<string> predictions) =>
        predictions.SelectMany(prediction => prediction.Split(' ')[1..]).Select(score => double.Parse(score, CultureInfo.InvariantCulture));
}
