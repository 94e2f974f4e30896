using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using ResNetMLNet.Tests.Onnx;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Onnx;
using ResNetMLNet.Transforms.Tests.Scoring;

namespace ResNetMLNet.Transforms.Tests.Onnx;

[TestClass]
public sealed class OnnxModelTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void File_Should_Say_What_Goes_In_And_Out_And_Who_Made_It()
    {
        using var transformer = new FakeNetworkTransformer(_ml, _ => 0);
        using var session = Session(transformer);

        var (input, output) = (session.InputMetadata.Single(), session.OutputMetadata.Single());
        Assert.AreEqual("Features", input.Key);
        Assert.AreSequenceEqual([-1, 1, 8, 8], input.Value.Dimensions);
        Assert.AreSequenceEqual(["N", "", "", ""], input.Value.SymbolicDimensions);
        Assert.AreEqual("Out", output.Key);
        Assert.AreSequenceEqual([-1, 1], output.Value.Dimensions);
        Assert.AreEqual("ResNetMLNet", session.ModelMetadata.ProducerName);
        Assert.AreEqual("ResNet", session.ModelMetadata.GraphName);
        var version = typeof(OnnxModel).Assembly.GetName().Version!.ToString(3);
        AssertMetadata(session, ("version", version), ("image", "[1,8,8]"), ("inputColumn", "Features"), ("outputColumn", "Out"));
    }

    [TestMethod]
    public void File_Should_Carry_The_Featurization_With_Its_Own_Input()
    {
        var images = SmallImages.Load(_ml, 3);
        var view = _ml.Transforms.CopyColumns("Pixels", "Features").Fit(images).Transform(images);
        var pixels = _ml.Transforms.PixelsToFeatures("Features", "Pixels", scale: 2, mean: [0.5f], standardDeviation: [0.25f]).Fit(view);
        using var transformer = new FakeNetworkTransformer(_ml, _ => 0, given: 7);
        using var session = Session(transformer, OnnxFeaturization.Of(pixels, view.Schema));

        Assert.AreEqual("Pixels", session.InputNames.Single());
        Assert.AreEqual("Pixels", session.ModelMetadata.CustomMetadataMap["inputColumn"]);
        Assert.AreEqual(
            """{"kind":"pixels","scale":2,"mean":[0.5],"standardDeviation":[0.25]}""",
            session.ModelMetadata.CustomMetadataMap["featurization"]);
        Assert.AreSequenceEqual([7f, 7, 7], OnnxRun.Of(session, new float[3 * 64], 3, 8, 8).Values);
    }

    [TestMethod]
    public void Featurization_Of_Pictures_Should_Be_Told_In_Full()
    {
        var view = _ml.Transforms.LoadImages("Picture", "", "Name").Fit(SmallImages.Load(_ml, 1)).Transform(SmallImages.Load(_ml, 1));
        var pictures = _ml.Transforms.ImagesToFeatures("Features", "Picture", 8, 8, resizeTo: 9, channels: 1, scale: 1).Fit(view);

        var featurization = OnnxFeaturization.Of(pictures, view.Schema)!;

        Assert.AreEqual("Picture", featurization.InputColumnName);
        Assert.AreEqual(
            new("featurization", """{"kind":"pictures","resizeTo":9,"scale":1,"mean":[0],"standardDeviation":[1]}"""),
            featurization.Metadata.Single());
    }

    [TestMethod]
    public void Output_Should_Have_Another_Name_Than_The_Input()
    {
        Assert.AreEqual("Score", new OnnxColumns("Features", "Score").OutputName);
        Assert.AreEqual("Features.output", new OnnxColumns("Features", "Features").OutputName);
    }

    [TestMethod]
    public void Names_Of_Classes_Should_Be_Kept_In_Any_Script()
    {
        using var stream = new MemoryStream();
        using var source = new FakeNetworkTransformer(_ml, _ => 0);
        using (var model = new OnnxModel(source.ToOnnxNetwork(), new("Features", "Out"), classNames: ["<Käse>", "猫"]))
            model.WriteTo(stream);
        using var session = OnnxRun.Session(stream.ToArray());

        Assert.AreEqual("""["<Käse>","猫"]""", session.ModelMetadata.CustomMetadataMap["classes"]);
    }

    [TestMethod]
    public void Other_Steps_Should_Have_No_Form_And_Other_Networks_Be_Refused_By_Name()
    {
        var view = SmallImages.Load(_ml, 2);

        Assert.IsNull(OnnxFeaturization.Of(_ml.Transforms.NormalizeMinMax("Features").Fit(view), view.Schema));
        Expect.Error<ArgumentOutOfRangeException>(
            () => OnnxFeaturization.Of(_ml.Transforms.PixelsToFeatures("Features").Fit(view), _ml.Data.LoadFromEnumerable([new SmallImages.KeyRow()]).Schema),
            "pixel column 'Features'");
        Expect.Error<NotSupportedException>(
            () => OnnxModel.Of(BandTransformer.Named(_ml)), "a BandTransformer cannot be converted to ONNX", "TorchSharp", "PyTorch");
    }

    [TestMethod]
    public void File_Should_Not_Have_More_Bytes_Than_One_May_Have()
    {
        var rest = Size(100_000_000) - 400_000_000;
        var most = (int.MaxValue - rest) / sizeof(float);
        using var fits = Model(most);
        using var tooLarge = Model(most + 1);

        fits.CheckSize();
        Assert.IsLessThanOrEqualTo(int.MaxValue, fits.Size);
        var size = tooLarge.Size.ToString("N0", CultureInfo.InvariantCulture);
        Expect.Error<NotSupportedException>(() => tooLarge.WriteTo(Stream.Null), $"{size} bytes", "2,147,483,647", "fewer classes than 1.");

        long Size(long weights)
        {
            using var model = Model(weights);
            return model.Size;
        }

        OnnxModel Model(long weights) => OnnxModel.Of(new FakeNetworkTransformer(_ml, _ => 0, weights: weights));
    }

    [TestMethod]
    public void Dispose_Should_Dispose_Of_The_Network_And_WriteTo_Leave_The_Stream_Open()
    {
        using var stream = new MemoryStream();
        var network = new Network();
        using (var model = new OnnxModel(network, new("Features", "Out")))
            model.WriteTo(stream);

        Assert.IsTrue(network.IsDisposed);
        Assert.IsTrue(stream.CanWrite, "the caller may have more to write");
    }

    private static InferenceSession Session(FakeNetworkTransformer transformer, IOnnxFeaturization? featurization = null)
    {
        using var stream = new MemoryStream();
        using var model = OnnxModel.Of(transformer, featurization);
        model.WriteTo(stream);
        Assert.AreEqual(model.Size, stream.Length);
        return OnnxRun.Session(stream.ToArray());
    }

    private static void AssertMetadata(InferenceSession session, params (string Key, string Value)[] expected) => Assert.AreSequenceEqual(
        expected.Order(), session.ModelMetadata.CustomMetadataMap.Select(entry => (entry.Key, entry.Value)).Order());

    private sealed class Network : IOnnxNetwork
    {
        public bool IsDisposed { get; private set; }

        public ResNetMLNet.Transforms.Featurization.ImageShape Image => new(1, 1, 1);

        public int OutputLength => 1;

        public IEnumerable<KeyValuePair<string, string>> Metadata => [];

        public void AddTo(OnnxGraph graph, string features, string output) => graph.Apply("Identity", output, [features]);

        public void Dispose() => IsDisposed = true;
    }
}
