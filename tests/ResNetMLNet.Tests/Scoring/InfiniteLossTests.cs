using Microsoft.ML;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Scoring;

[TestClass]
public sealed class InfiniteLossTests
{
    [TestMethod]
    public void A_Model_Whose_Validation_Loss_Was_Not_Finite_Should_Be_Saved_And_Loaded()
    {
        var ml = new MLContext(seed: 1);
        var options = TrainedModel.Options(epochs: 1);
        options.ValidationSet = SmallImages.WithLabel(ml, ml.Data.LoadFromEnumerable(SmallImages.Rows(16).Select(Huge)));
        using var model = TrainedModel.Train(options);
        using var stream = new MemoryStream();

        ml.Model.Save(model, null, stream);
        using var loaded = (ResNetTransformer)ml.Model.Load(stream, out _);

        Assert.IsFalse(double.IsFinite(model.History.Epochs[0].ValidationLoss!.Value));
        Assert.AreEqual(model.History.Epochs[0], loaded.History.Epochs[0]);
    }

    /// <summary>Finite pixels that overflow in the first convolution.</summary>
    private static SmallImages.Row Huge(SmallImages.Row row)
    {
        row.Features = [.. row.Features.Select(pixel => pixel * 3e38f)];
        return row;
    }
}
