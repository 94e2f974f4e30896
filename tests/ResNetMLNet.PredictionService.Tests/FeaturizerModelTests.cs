using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.PredictionService.Tests.Files;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.PredictionService.Tests.Models;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.PredictionService.Tests;

/// <summary>A chain whose two featurizers see a picture at two scales, for a classifier of ML.NET's own.</summary>
[TestClass]
public sealed class FeaturizerModelTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task Each_Picture_Should_Be_Scored_By_Its_Own_Features()
    {
        var view = Load();
        using var model = Fit(view);

        await AssertServedAsync(model, view, "AsSaved");
    }

    [TestMethod]
    public async Task A_Chain_That_Is_Converted_Already_Should_Be_Served_By_Onnx_Runtime()
    {
        var view = Load();
        using var model = Fit(view);
        using var converted = (TransformerChain<ITransformer>)_ml.Model.ToOnnxRuntime(model);

        await AssertServedAsync(converted, view, "OnnxRuntime");
    }

    private async Task AssertServedAsync(TransformerChain<ITransformer> model, IDataView view, string runtime)
    {
        var expected = model.Transform(view).GetColumn<float[]>("Score").ToArray();
        Assert.HasCount(expected.Length, expected.Select(scores => scores.IndexOf(scores.Max())).Distinct(), "the pictures are told apart");
        _ml.Model.Save(model, view.Schema, _folder.File("model.zip"));
        await using var host = await ServiceHost.StartAsync(_folder.File("model.zip"), $"Runtime={runtime}");

        for (var i = 0; i < expected.Length; i++)
        {
            var answer = await host.PredictAsync(Drawings.Png(i, i));
            for (var label = 0; label < expected[i].Length; label++)
                Assert.AreEqual(expected[i][label], answer.Classes.Single(one => one.Class == $"{label}").Probability, 1e-4f, $"picture {i}");
        }
    }

    private TransformerChain<ITransformer> Fit(IDataView view)
    {
        using var chain = (TransformerChain<ITransformer>)_ml.Model.Load(TestModels.Pictures, out _);
        var network = chain.OfType<ResNetTransformer>().Single();
        var pipeline = _ml.Transforms.LoadImages("Image", _folder.Path, "ImagePath")
            .Append(_ml.Transforms.ImagesToFeatures("Whole", "Image", 28, 28))
            .Append(_ml.Transforms.ImagesToFeatures("Middle", "Image", 28, 28, resizeTo: 40))
            .Append(_ml.Transforms.ResNetFeaturizer("SeenWhole", "Whole", network))
            .Append(_ml.Transforms.ResNetFeaturizer("SeenMiddle", "Middle", network))
            .Append(_ml.Transforms.Concatenate("Features", "SeenWhole", "SeenMiddle"))
            .Append(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(l1Regularization: 0, l2Regularization: 0));
        return new TransformerChain<ITransformer>([.. pipeline.Fit(view)]);
    }

    private IDataView Load()
    {
        var rows = Enumerable.Range(0, 4).Select(i => new Row
        {
            ImagePath = Path.GetFileName(_folder.Write($"{i}.png", Drawings.Png(i, i))),
            Name = $"{i}",
        });
        var view = _ml.Data.LoadFromEnumerable(rows.ToArray());
        return _ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(view).Transform(view);
    }

    private sealed class Row
    {
        public string ImagePath { get; set; } = string.Empty;

        public string Name { get; set; } = string.Empty;
    }
}
