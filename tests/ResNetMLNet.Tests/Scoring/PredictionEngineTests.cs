using Microsoft.ML;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Scoring;

[TestClass]
public sealed class PredictionEngineTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void A_Model_That_An_Engine_Disposed_Of_Should_Say_How_To_Keep_It()
    {
        using var model = TrainedModel.Train(TrainedModel.Options(epochs: 1), rows: 8);
        using var converted = (IDisposable)_ml.Model.ToOnnxRuntime(model);
        foreach (var shared in new[] { model, (ITransformer)converted })
        {
            _ml.Model.CreatePredictionEngine<SmallImages.Row, Prediction>(shared).Dispose();
            using var other = _ml.Model.CreatePredictionEngine<SmallImages.Row, Prediction>(shared);

            Expect.Error<ObjectDisposedException>(
                () => other.Predict(SmallImages.Make(0)), "PredictionEngine", "PredictionEngineOptions.OwnsTransformer = false");
        }
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }
}
