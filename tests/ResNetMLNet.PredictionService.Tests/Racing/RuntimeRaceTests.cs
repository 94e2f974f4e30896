using ResNetMLNet.Pipelines.PredictionService.Model;

namespace ResNetMLNet.PredictionService.Tests.Racing;

[TestClass]
public sealed class RuntimeRaceTests
{
    private readonly FakeClock _clock = new();

    [TestMethod]
    public void The_Times_Should_Be_Those_Of_One_Picture_And_Of_A_Full_Batch()
    {
        var (saved, converted) = (Scoring(2, 0.25), Scoring(0.5, 0.5));

        var result = Run(saved, converted);

        Assert.AreEqual(new RaceResult(Times(2.25, 18), Times(1, 32.5), 64), result);
        Assert.AreSequenceEqual([1, 64], saved.Calls.Distinct());
        Assert.AreSequenceEqual([1, 64], converted.Calls.Distinct());
    }

    [TestMethod]
    public void The_Pictures_Should_Be_Noise()
    {
        var (saved, converted) = (Scoring(1, 1), Scoring(1, 1));

        Run(saved, converted);

        Assert.HasCount(256, saved.Values);
        Assert.HasCount(256, converted.Values);
        Assert.HasCount(1000, NoisePictures.Like(new float[1000], 1).Cast<float[]>().Single().Distinct());
    }

    [TestMethod]
    public void Each_Should_Have_Three_Turns_Of_Fifty_Milliseconds()
    {
        var saved = Scoring(0, 10);

        Run(saved, Scoring(0, 5), mostPictures: 1);

        Assert.HasCount(1 + (3 * 5), saved.Calls);
    }

    [TestMethod]
    public void A_Slow_Machine_Should_Race_Few_Pictures_For_One_Round()
    {
        var saved = Scoring(0, 1000);

        var result = Run(saved, Scoring(0, 2000));

        Assert.AreEqual(8, result.Pictures);
        Assert.AreSequenceEqual([1, 1, 1, 8, 8, 8], saved.Calls);
    }

    [TestMethod]
    public void No_More_Pictures_Should_Be_Raced_Than_Are_Ever_Scored_Together()
    {
        var saved = Scoring(0, 1000);

        var result = Run(saved, Scoring(0, 2000), mostPictures: 3);

        Assert.AreEqual(3, result.Pictures);
        Assert.AreEqual(3, saved.Calls.Max());
    }

    [TestMethod]
    [DataRow(0.4f)]
    [DataRow(float.NaN)]
    public void Numbers_That_Do_Not_Agree_Should_Be_An_Error(float number)
    {
        var exception = Assert.ThrowsExactly<InvalidDataException>(() => Run(Scoring(1, 1), Scoring(1, 1, number)));

        StringAssert.StartsWith(exception.Message, "ONNX Runtime's numbers for pictures of noise are ");
    }

    [TestMethod]
    public void A_Race_Should_End_When_It_Is_Cancelled()
    {
        using var stop = new CancellationTokenSource();
        var saved = new TimedScoring(_clock, 0, 1) { Called = stop.Cancel };

        Assert.ThrowsExactly<OperationCanceledException>(() => new RuntimeRace(_clock).Run(saved, Scoring(0, 1), 64, stop.Token));

        Assert.HasCount(1, saved.Calls);
    }

    [TestMethod]
    [DataRow(1.0, 10.0, 2.0, 20.0, 2, DisplayName = "one is faster for both")]
    [DataRow(2.0, 20.0, 1.0, 10.0, 2, DisplayName = "the other is")]
    [DataRow(2.25, 18.0, 1.0, 32.5, 8, DisplayName = "the times meet at 6 pictures")]
    [DataRow(1.0, 32.5, 2.25, 18.0, 8, DisplayName = "the other way round")]
    [DataRow(2.0, 18.0, 1.0, 18.5, 64, DisplayName = "a full batch is hardly faster")]
    [DataRow(1.0, 10.0, 1.0, 5.0, 3, DisplayName = "alone they are the same")]
    public void Batches_Should_Begin_Where_The_Change_Is_Worth_It(
        double savedAlone, double savedBatch, double convertedAlone, double convertedBatch, int expected) =>
        Assert.AreEqual(
            expected, new RaceResult(Times(savedAlone, savedBatch), Times(convertedAlone, convertedBatch), 64).BatchesFrom);

    private RaceResult Run(TimedScoring saved, TimedScoring converted, int mostPictures = 64) =>
        new RuntimeRace(_clock).Run(saved, converted, mostPictures, CancellationToken.None);

    private TimedScoring Scoring(double call, double picture, float number = 0.5f) => new(_clock, call, picture, number);

    private static RuntimeTimes Times(double alone, double batch) =>
        new(TimeSpan.FromMilliseconds(alone), TimeSpan.FromMilliseconds(batch));
}
