using Microsoft.ML;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.Tests.Onnx;
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

    [TestMethod]
    public async Task One_Engine_Should_Not_Mix_The_Rows_Of_Several_Threads()
    {
        using var isScoring = new ManualResetEventSlim();
        using var goesOn = new ManualResetEventSlim();
        using var model = new FakeNetworkTransformer(_ml, row =>
        {
            if (row == 0)
            {
                isScoring.Set();
                goesOn.Wait();
            }
            return row;
        });
        using var engine = _ml.Model.CreatePredictionEngine<SmallImages.Row, Prediction>(model);

        var first = Task.Run(() => engine.Predict(SmallImages.Make(0)));
        isScoring.Wait();
        Expect.Error<InvalidOperationException>(() => engine.Predict(SmallImages.Make(1)), "Several threads", "an engine for each thread");
        goesOn.Set();

        var error = await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => first);
        Assert.Contains("Several threads", error.Message);
        Assert.AreEqual(1f, engine.Predict(SmallImages.Make(2)).Out.Single(), "one thread at a time may go on");
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];

        public float[] Out { get; set; } = [];
    }
}
