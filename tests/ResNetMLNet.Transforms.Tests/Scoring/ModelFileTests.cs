using Microsoft.ML;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Transforms.Tests.Scoring;

[TestClass]
public sealed class ModelFileTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Load_Should_Give_Back_Scores_And_Columns(bool named)
    {
        var view = SmallImages.Load(_ml, 5);
        var model = named ? BandTransformer.Named(_ml) : new BandTransformer(_ml, labelValues: null);

        var loaded = EstimatorContract.SaveAndLoad(_ml, model, view);

        SchemaText.AssertSame(model.GetOutputSchema(view.Schema), loaded.GetOutputSchema(view.Schema));
        Assert.AreSequenceEqual(RowText.Of(model.Transform(view), _ => true), RowText.Of(loaded.Transform(view), _ => true));
    }

    [TestMethod]
    [DataRow(0, 8, 8, "its number of image channels is not positive")]
    [DataRow(1, -1, 8, "its number of image height is not positive")]
    [DataRow(1, 8, 0, "its number of image width is not positive")]
    [DataRow(2048, 2048, 2048, "its images are of 2048 x 2048 x 2048")]
    public void Load_Should_Reject_Images_That_There_Are_Not(int channels, int height, int width, string problem) =>
        AssertDamaged(new BandTransformer(_ml, null, new BandScorer { Image = new ImageShape(channels, height, width) }), problem);

    [TestMethod]
    public void Load_Should_Reject_More_Names_Than_Classes()
    {
        var keys = _ml.Transforms.Conversion.MapValueToKey("Key", "Features").Fit(SmallImages.Load(_ml, 1));
        var values = LabelValues.Of(keys.GetOutputSchema(SmallImages.Load(_ml, 1).Schema)["Key"]);

        AssertDamaged(new BandTransformer(_ml, values), "it has 64 label values for 3 classes");
    }

    [TestMethod]
    public void Load_Should_Reject_Label_Values_That_Are_Not_Whole()
    {
        using var stream = new MemoryStream();
        LabelValues.Of(SmallImages.Load(_ml, 1).Schema["Label"])!.Save(_ml, stream);
        var damaged = stream.ToArray();
        damaged[0]++;

        Expect.Error<InvalidDataException>(
            () => LabelValues.Load(_ml, new MemoryStream(damaged)), "label values of the model are damaged", "copy the file again");
    }

    private void AssertDamaged(BandTransformer model, string problem)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(model, null, stream);
        var error = Assert.Throws<Exception>(() => _ml.Model.Load(stream, out _));
        Assert.AreEqual($"The model is damaged: {problem}. Save or copy the file again.", error.GetBaseException().Message);
    }
}
