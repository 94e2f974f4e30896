using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Onnx;

/// <summary>What ML.NET makes of views of ours by walking back over their transforms, as its own converter to ONNX does.</summary>
[TestClass]
public sealed class ConvertToOnnxTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void A_Model_Should_Be_Refused_By_Name_And_Not_Left_Out()
    {
        var view = SmallImages.Load(_ml, 5);
        var names = _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(TrainedModel.Shared.Transform(view));

        OnnxRefusal.AssertRefused(TrainedModel.Shared, view, "ResNetTransformer");
        OnnxRefusal.AssertRefused(new TransformerChain<ITransformer>(TrainedModel.Shared, names), view, "ResNetTransformer");
        using var converted = (IDisposable)_ml.Model.ToOnnxRuntime(TrainedModel.Shared);
        OnnxRefusal.AssertRefused((ITransformer)converted, view, "OnnxRuntimeTransformer");
    }

    [TestMethod]
    public void A_Featurizer_Should_Be_Refused_By_Name_And_Not_Left_Out()
    {
        var view = SmallImages.Load(_ml, 5);
        using var featurizer = _ml.Transforms.ResNetFeaturizer("Features", "Features", TrainedModel.Shared).Fit(view);
        using var converted = (IDisposable)_ml.Model.ToOnnxRuntime(featurizer);

        OnnxRefusal.AssertRefused(featurizer, view, "ResNetFeaturizingTransformer");
        OnnxRefusal.AssertRefused((ITransformer)converted, view, "OnnxRuntimeFeaturizingTransformer");
    }
}
