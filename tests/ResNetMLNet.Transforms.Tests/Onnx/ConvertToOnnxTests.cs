using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Onnx;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Tests.Calibration;
using ResNetMLNet.Transforms.Tests.Scoring;

namespace ResNetMLNet.Transforms.Tests.Onnx;

/// <summary>What ML.NET makes of views of ours by walking back over their transforms, as its own converter to ONNX does.</summary>
[TestClass]
public sealed class ConvertToOnnxTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly BandTransformer _model;

    public ConvertToOnnxTests()
    {
        _model = BandTransformer.Named(_ml);
    }

    [TestMethod]
    public void A_Model_Should_Be_Refused_By_Name_And_Not_Left_Out()
    {
        var view = SmallImages.Load(_ml, 5);
        var names = _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(_model.Transform(view));

        OnnxRefusal.AssertRefused(_model, view, "BandTransformer");
        OnnxRefusal.AssertRefused(new TransformerChain<ITransformer>(_model, names), view, "BandTransformer");
    }

    [TestMethod]
    public void Featurization_Should_Be_Refused_By_Name_And_Not_Left_Out()
    {
        var view = SmallImages.Load(_ml, 5);
        var pictures = _ml.Transforms.LoadImages("Image", "", "Name").Fit(view).Transform(view);

        OnnxRefusal.AssertRefused(_ml.Transforms.PixelsToFeatures("Features", mean: [0.5f]).Fit(view), view, "PixelsToFeatures");
        OnnxRefusal.AssertRefused(_ml.Transforms.ImagesToFeatures("Features", "Image").Fit(pictures), pictures, "ImagesToFeatures");
        OnnxRefusal.AssertRefused(_ml.Transforms.LoadPictures("Image", "Name").Fit(view), view, "LoadPictures");
    }

    [TestMethod]
    public void What_Stands_Behind_Scores_Should_Be_Refused_By_Name_And_Not_Left_Out()
    {
        var view = FormulaScores.View(_ml, FormulaScores.Rows(power: 3));
        var multiclass = _ml.MulticlassClassification;

        OnnxRefusal.AssertRefused(multiclass.TemperatureCalibrator("Name").Fit(view), view, "TemperatureCalibrator");
        OnnxRefusal.AssertRefused(multiclass.RejectBelow(0.9f).Fit(view), view, "RejectBelow");
    }

    [TestMethod]
    public void The_Transforms_Of_A_View_Should_Be_Applied_To_Other_Data_With_The_Model()
    {
        var (view, other) = (SmallImages.Load(_ml, 5), SmallImages.Load(_ml, 3, seed: 2));
        var pixels = _ml.Transforms.PixelsToFeatures("Features", scale: 1).Fit(view);
        var chain = new TransformerChain<ITransformer>(pixels, _model);

        // The view has a transform of its own in front, which makes the label.
        var applied = ApplyTransformUtils.ApplyAllTransformsToData(_ml, chain.Transform(view), other, view);

        SchemaText.AssertSame(chain.Transform(other).Schema, applied.Schema);
        Assert.AreSequenceEqual(RowText.Of(chain.Transform(other), _ => true), RowText.Of(applied, _ => true));
    }

    [TestMethod]
    public void Scored_Data_Should_Not_Be_Saved_In_The_Place_Of_Its_Model()
    {
        var scored = (ICanSaveModel)_model.Transform(SmallImages.Load(_ml, 1));
        using var stream = new MemoryStream();
        using var writer = RepositoryWriter.CreateNew(stream, _ml);

        Expect.Error<NotSupportedException>(() => ModelSaveContext.SaveModel(writer, scored, "model"), "BandTransformer", "mlContext.Model.Save");
    }
}
