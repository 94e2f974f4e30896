using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Onnx;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Transforms.Tests.Scoring;

[TestClass]
public sealed class NetworkTransformerTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void A_Transformer_Should_Say_What_It_Scores()
    {
        var model = BandTransformer.Named(_ml);

        Assert.AreEqual("Features", model.FeatureColumnName);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 1, 8, 8), model.FeatureColumnType);
        Assert.IsTrue(model.IsRowToRowMapper);
        Assert.ThrowsExactly<ArgumentNullException>(() => model.Transform(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => model.GetOutputSchema(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => model.GetRowToRowMapper(null!));
    }

    [TestMethod]
    public void Parameters_Should_Say_What_Images_A_Network_Expects()
    {
        var parameters = new Parameters(new ImageShape(3, 4, 5));
        Assert.AreEqual((3, 4, 5), (parameters.ImageChannels, parameters.ImageHeight, parameters.ImageWidth));
    }

    [TestMethod]
    public void A_Cancelled_Context_Should_Stop_Scoring()
    {
        var view = SmallImages.Load(new MLContext(), 3);
        var model = BandTransformer.Named(_ml);
        var scored = model.Transform(view);
        using var engine = new MLContext().Model.CreatePredictionEngine<SmallImages.Row, Prediction>(model);
        _ml.CancelExecution();

        Assert.ThrowsExactly<OperationCanceledException>(() => scored.GetColumn<float[]>("Score").First());
        Assert.ThrowsExactly<OperationCanceledException>(() => engine.Predict(SmallImages.Make(0)));
    }

    [TestMethod]
    public void Want_Of_Memory_Should_Be_Explained_With_A_Remedy()
    {
        using var scorer = new BandScorer { OnScore = () => throw new InsufficientMemoryException() };
        var scored = BandTransformer.Named(_ml, scorer).Transform(SmallImages.Load(_ml, 4));

        var error = Assert.ThrowsExactly<InsufficientMemoryException>(() => scored.GetColumn<float[]>("Score").ToList());

        Assert.AreEqual(
            "Out of memory: 4 images of 1 x 8 x 8 (channels x height x width) are scored at once. Give the process more memory, or train "
            + "on smaller images.",
            error.Message);
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    [DataRow(float.NegativeInfinity)]
    public void Numbers_That_Are_Not_Finite_Should_Spoil_The_Scores_Of_Their_Own_Image(float pixel)
    {
        float[] scores = [1, 2, 3, 4, 5, 6];
        NotFinite.Spoil([0, -9, pixel, 1, 8, 0], new ImageShape(1, 1, 2), scores);
        Assert.AreSequenceEqual([1f, 2, float.NaN, float.NaN, 5, 6], scores);
    }

    [TestMethod]
    public void The_Predicted_Label_Should_Be_The_Place_Of_The_Largest_Score_Or_Missing()
    {
        Assert.AreEqual(1u, ScoreGetters.PredictedLabel([0.5f, 0.2f, 0.3f]));
        Assert.AreEqual(3u, ScoreGetters.PredictedLabel([0.2f, 0.2f, 0.6f]));
        Assert.AreEqual(0u, ScoreGetters.PredictedLabel([float.NaN, float.NaN, float.NaN]));
    }

    [TestMethod]
    public void Numbers_Of_A_Network_Should_Come_As_One_Column()
    {
        var view = SmallImages.Load(_ml, 3);
        using var model = new FakeNetworkTransformer(_ml, row => 2 * row);
        var scored = model.Transform(view);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 1), scored.Schema["Out"].Type);
        Assert.HasCount(view.Schema.Count + 1, scored.Schema);
        Assert.AreSequenceEqual([0f, 2, 4], scored.GetColumn<float[]>("Out").Select(numbers => numbers.Single()));
    }

    private sealed class Parameters(ImageShape image) : ImageModelParameters(image);

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }
}
