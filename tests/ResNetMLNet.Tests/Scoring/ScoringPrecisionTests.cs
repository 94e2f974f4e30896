using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Scoring;

[TestClass]
public sealed class ScoringPrecisionTests
{
    private const int Rows = 20;

    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void A_loaded_model_scores_in_single_precision_until_told_otherwise_and_again_when_told_so()
    {
        using var model = Reload();
        Assert.AreEqual(Precision.Float32, model.Precision);
        var single = Scores(model);

        model.Precision = Precision.BFloat16;
        var half = Scores(model);
        model.Precision = Precision.Float32;
        var again = Scores(model);

        Assert.AreSequenceEqual(single, again);
        var largest = single.Zip(half, (one, other) => Math.Abs(one - other)).Max();
        Assert.IsGreaterThan(0, largest);
        Assert.IsLessThan(0.02f, largest);
    }

    [TestMethod]
    public void The_precision_is_a_matter_of_the_process_and_leaves_the_saved_weights_as_they_were()
    {
        using var model = Reload();
        var single = Scores(model);
        model.Precision = Precision.BFloat16;
        Scores(model);

        using var reloaded = (ResNetTransformer)_ml.Model.Load(new MemoryStream(ModelZip.Save(model)), out _);

        Assert.AreEqual(Precision.Float32, reloaded.Precision);
        Assert.AreSequenceEqual(single, Scores(reloaded));
    }

    [TestMethod]
    public void Any_number_of_threads_get_the_same_bits_as_one()
    {
        using var model = Reload();
        var expected = Scores(model);
        var found = new float[8][];

        Parallel.For(0, found.Length, index => found[index] = Scores(model));

        foreach (var scores in found)
            Assert.AreSequenceEqual(expected, scores);
    }

    [TestMethod]
    public void A_value_that_is_none_is_refused_by_name()
    {
        using var model = Reload();
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => model.Precision = (Precision)7);
        Assert.Contains("Float32, BFloat16 or Auto", error.Message);
        Assert.AreEqual(Precision.Float32, model.Precision);
    }

    private ResNetTransformer Reload() => (ResNetTransformer)_ml.Model.Load(new MemoryStream(TrainedModel.Saved), out _);

    private float[] Scores(ResNetTransformer model) =>
        [.. model.Transform(SmallImages.Load(_ml, Rows)).GetColumn<float[]>("Score").SelectMany(score => score)];
}
