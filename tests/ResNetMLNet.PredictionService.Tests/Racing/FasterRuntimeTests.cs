using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.PredictionService.Tests.Hosting;

namespace ResNetMLNet.PredictionService.Tests.Racing;

[TestClass]
public sealed class FasterRuntimeTests : IDisposable
{
    private static readonly PictureExplanation _explanation = new(1, (_, _) => default, _ => throw new NotSupportedException());

    private readonly FakeClock _clock = new();
    private readonly LogCollector<FasterRuntime> _log = new();
    private readonly OwnedChain _savedChain = new();
    private readonly OwnedChain _convertedChain = new();

    public void Dispose()
    {
        _savedChain.Dispose();
        _convertedChain.Dispose();
    }

    [TestMethod]
    public void Each_Should_Score_What_It_Is_Faster_At()
    {
        var (saved, converted) = (new TimedScoring(_clock, 2, 0.25), new TimedScoring(_clock, 0.5, 0.5));

        var chosen = Choose(saved, converted);

        Assert.AreEqual(new ServingRuntimes("OnnxRuntime", "TorchSharp", 8), chosen.Runtimes);
        Assert.AreEqual((0, 1), CallsOf(chosen, 1, saved, converted));
        Assert.AreEqual((0, 1), CallsOf(chosen, 7, saved, converted));
        Assert.AreEqual((1, 0), CallsOf(chosen, 8, saved, converted));
        Assert.AreEqual((1, 0), CallsOf(chosen, 64, saved, converted));
        Assert.AreEqual(
            "One picture and 64 take TorchSharp 2.25 and 18 ms, ONNX Runtime 1 and 32.5 ms. OnnxRuntime scores fewer than 8 pictures "
            + "together, TorchSharp the others.",
            _log.Texts(LogLevel.Information)[^1]);
        AssertDisposed(saved: false, converted: false);
        chosen.Dispose();
        AssertDisposed(saved: true, converted: true);
    }

    [TestMethod]
    public void What_Is_Slower_At_Both_Should_Be_Freed()
    {
        var chosen = Choose(new TimedScoring(_clock, 1, 1), new TimedScoring(_clock, 2, 2));

        Assert.AreEqual(ServingRuntimes.Only("TorchSharp"), chosen.Runtimes);
        AssertDisposed(saved: false, converted: true);
    }

    [TestMethod]
    public void The_Network_On_TorchSharp_Should_Stay_For_Explanations_Only()
    {
        var explained = Choose(new TimedScoring(_clock, 2, 2), new TimedScoring(_clock, 1, 1), _explanation);
        AssertDisposed(saved: false, converted: false);
        var unexplained = Choose(new TimedScoring(_clock, 2, 2), new TimedScoring(_clock, 1, 1));

        Assert.AreSame(_explanation, explained.Explanation);
        Assert.AreEqual(ServingRuntimes.Only("OnnxRuntime"), explained.Runtimes);
        Assert.AreEqual(ServingRuntimes.Only("OnnxRuntime"), unexplained.Runtimes);
        Assert.AreEqual("OnnxRuntime scores all pictures.", unexplained.Runtimes.ToText());
        AssertDisposed(saved: true, converted: false);
    }

    [TestMethod]
    public void A_Model_That_Cannot_Be_Converted_Should_Be_Served_As_Saved_And_The_Log_Say_So()
    {
        var saved = Parts(new TimedScoring(_clock, 1, 1), _savedChain, "TorchSharp", null);

        var chosen = Runtime().Choose(saved, () => throw new NotSupportedException("It is one of your own."), CancellationToken.None);

        Assert.AreSame(saved, chosen);
        Assert.AreEqual(
            "The model is served as it was saved, without ONNX Runtime: It is one of your own. With PredictionService:Runtime=AsSaved it "
            + "is not tried.",
            _log.Texts(LogLevel.Warning).Single());
        AssertDisposed(saved: false, converted: false);
    }

    [TestMethod]
    public void A_Conversion_That_Does_Not_Agree_Should_Not_Serve()
    {
        var chosen = Choose(new TimedScoring(_clock, 2, 2), new TimedScoring(_clock, 1, 1, 0.4f));

        Assert.AreEqual(ServingRuntimes.Only("TorchSharp"), chosen.Runtimes);
        StringAssert.Contains(_log.Texts(LogLevel.Warning).Single(), "0.1 away from the model's. With");
        AssertDisposed(saved: false, converted: true);
    }

    [TestMethod]
    public void A_Race_That_Is_Cancelled_Should_Free_Both()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.ThrowsExactly<OperationCanceledException>(
            () => Choose(new TimedScoring(_clock, 1, 1), new TimedScoring(_clock, 1, 1), stop: stop.Token));

        AssertDisposed(saved: true, converted: true);
        Assert.IsEmpty(_log.Texts(LogLevel.Warning));
    }

    private FasterRuntime Runtime() => new(new RuntimeRace(_clock), Options.Create(new ServiceOptions()), _log);

    private ModelParts Choose(
        TimedScoring saved, TimedScoring converted, PictureExplanation? explanation = null, CancellationToken stop = default) =>
        Runtime().Choose(
            Parts(saved, _savedChain, "TorchSharp", explanation), () => Parts(converted, _convertedChain, "OnnxRuntime", null), stop);

    private static ModelParts Parts(TimedScoring scoring, OwnedChain chain, string runtime, PictureExplanation? explanation) =>
        new([chain], new GrayPreparation(1, 1), scoring, explanation, ServingRuntimes.Only(runtime));

    private static (int Saved, int Converted) CallsOf(ModelParts parts, int pictures, TimedScoring saved, TimedScoring converted)
    {
        var (first, second) = (saved.Calls.Count, converted.Calls.Count);
        parts.Scoring.Score(NoisePictures.Like(parts.Scoring.Blank, pictures));
        return (saved.Calls.Count - first, converted.Calls.Count - second);
    }

    private void AssertDisposed(bool saved, bool converted) =>
        Assert.AreEqual((saved, converted), (_savedChain.IsDisposed, _convertedChain.IsDisposed));
}
