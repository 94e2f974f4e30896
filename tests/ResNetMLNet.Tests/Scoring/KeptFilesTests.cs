using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Data;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Tests.Scoring;

/// <summary>Model files that version 0.1.0 wrote. The large networks were taken out of them, and are put in here.</summary>
[TestClass]
public sealed class KeptFilesTests
{
    // Of as many channels as those of the kept files.
    private static readonly Lazy<ResNetTransformer> _ofToday = new(() =>
    {
        var options = TrainedModel.Options(epochs: 1);
        options.Widths = null;
        return TrainedModel.Train(options);
    });

    private readonly MLContext _ml = new(seed: 1);

    private IDataView View => SmallImages.Load(_ml, 20, seed: 5);

    [TestMethod]
    public void A_Chain_With_A_Module_Of_Ones_Own_Should_Give_The_Scores_That_It_Gave()
    {
        var model = Load(Kept("chain.zip"));
        using var disposable = (IDisposable)model;
        var scored = model.Transform(View);

        var scores = scored.GetColumn<float[]>("Score").First();
        Assert.AreEqual(0.526688f, scores[0], 1e-5f);
        Assert.AreEqual(0.22867043f, scores[1], 1e-5f);
        Assert.AreEqual("top", scored.GetColumn<string>("PredictedLabel").First());
    }

    [TestMethod]
    public void Pictures_To_Features_Should_Load() => Assert.IsInstanceOfType<ImagesToFeaturesTransformer>(Load(Kept("pictures.zip")));

    [TestMethod]
    public void A_Loader_Of_Idx_Files_Should_Load()
    {
        _ml.Model.LoadWithDataLoader(new MemoryStream(Kept("idx.zip")), out var loader);
        Assert.IsInstanceOfType<IdxLoader>(loader);
    }

    [TestMethod]
    [DataRow("resnet.zip", "Network.safetensors", false, false)]
    [DataRow("featurizer.zip", "Network.safetensors", true, false)]
    [DataRow("onnx-resnet.zip", "Network.onnx", false, true)]
    [DataRow("onnx-featurizer.zip", "Network.onnx", true, true)]
    public void A_Network_Should_Give_What_One_Of_Today_Gives(string name, string weights, bool features, bool onnx)
    {
        using var today = Make(features, onnx);
        var saved = ModelZip.Save(today);
        using var kept = (NetworkTransformer)Load(ModelZip.Replace(Kept(name), weights, _ => ModelZip.Entry(saved, weights)));

        SchemaText.AssertSame(today.GetOutputSchema(View.Schema), kept.GetOutputSchema(View.Schema));
        Assert.AreSequenceEqual(RowText.Of(today.Transform(View), _ => true), RowText.Of(kept.Transform(View), _ => true));
    }

    private NetworkTransformer Make(bool features, bool onnx)
    {
        var model = _ofToday.Value;
        NetworkTransformer made = features
            ? _ml.Transforms.ResNetFeaturizer("Seen", "Features", model).Fit(View)
            : (NetworkTransformer)_ml.Model.Load(new MemoryStream(ModelZip.Save(model)), out _);
        if (!onnx)
            return made;
        using (made)
            return (NetworkTransformer)_ml.Model.ToOnnxRuntime(made);
    }

    private ITransformer Load(byte[] zip) => _ml.Model.Load(new MemoryStream(zip), out _);

    private static byte[] Kept(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Scoring", "Kept", name));
}
