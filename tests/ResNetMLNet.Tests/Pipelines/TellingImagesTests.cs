using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Training;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;
using ResNetMLNet.Pipelines.FashionMnist.Data;
using ResNetMLNet.Reports;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Pipelines;

/// <summary>Which images <c>samples.png</c> shows.</summary>
[TestClass]
public sealed class TellingImagesTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private IReadOnlyList<Sample> _samples = [];
    private IReadOnlyList<long> _positions = [];
    private DataSet? _data;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void The_Worst_Mistakes_Should_Come_First_And_Then_The_Least_Sure_Right_Answers()
    {
        var report = Report((0, 0.9f), (1, 0.7f), (1, 0.95f), (0, 0.6f), (0, 0.51f));

        Assert.AreSequenceEqual([2L, 1L, 4L, 3L, 0L], TellingImages.Positions(report, count: 5));
        Assert.AreSequenceEqual([0L, 1L, 2L], TellingImages.Positions(scored: null, count: 3));
    }

    [TestMethod]
    [DataRow(3, 0, "the 3 worst of 1,000 mistakes")]
    [DataRow(1000, 2, "all 1,000 mistakes, and the 2 least sure right answers")]
    public void The_Heading_Should_Say_Of_How_Many_They_Are_The_Worst(int wrong, int right, string heading) => Assert.AreEqual(
        heading, TellingImages.Describe(Report([.. Enumerable.Repeat((1, 0.9f), 1000), (0, 0.9f), (0, 0.8f)]), Shown(wrong, right)));

    [TestMethod]
    [DataRow(1, "the only mistake, and the 2 least sure right answers")]
    [DataRow(0, "no mistake, and the 2 least sure right answers")]
    public void The_Heading_Of_A_Good_Model_Should_Say_So(int mistakes, string heading) => Assert.AreEqual(
        heading, TellingImages.Describe(Report([.. Enumerable.Repeat((1, 0.9f), mistakes), (0, 0.9f), (0, 0.8f)]), Shown(mistakes, 2)));

    [TestMethod]
    public void The_Heading_Of_Images_That_Were_Not_Scored_Should_Say_So() =>
        Assert.AreEqual("the first 3 images, 2 right", TellingImages.Describe(scored: null, Shown(1, 2)));

    [TestMethod]
    public void A_Training_Should_Show_The_Images_Of_Its_Own_Report_In_Their_Order()
    {
        TinyData.Write(_folder, trainRows: 40, testRows: 60);

        var run = ProgramRun.Of(
            Train,
            ["train", "--data", _folder.Path, "--output", _folder.Path, "--device", "cpu", "--precision", "fp32", "--image-size", "8", "--epochs", "1"],
            whenWritten: _ => { },
            time: null,
            CancellationToken.None);

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.HasCount(32, _samples);
        var pixels = _data!.Scored.View.GetColumn<byte[]>(ModelInput.Pixels.Column).ToList();
        for (var i = 0; i < _samples.Count; i++)
            CollectionAssert.AreEqual(pixels[(int)_positions[i]], _samples[i].Pixels);
        Assert.AreNotSequenceEqual(_positions.Order(), _positions);
        Assert.IsFalse(_samples[0].IsRight, "the worst mistake of a network that has learnt nothing");
        Assert.AreSequenceEqual(_samples.Select(sample => sample.IsRight).Order(), _samples.Select(sample => sample.IsRight));
    }

    /// <summary>The report on rows of the first class, by the one that is named for each and its score.</summary>
    private ModelReport Report(params (int Predicted, float Confidence)[] rows)
    {
        var data = _ml.Data.LoadFromEnumerable(rows.Select(row => new Row
        {
            Label = "1", Score = row.Predicted == 0 ? [row.Confidence, 1 - row.Confidence] : [1 - row.Confidence, row.Confidence],
        }));
        return ModelReport.Of(_ml, _ml.Transforms.CopyColumns("Copy", "Label").Fit(data), data);
    }

    private static Sample[] Shown(int wrong, int right) =>
        [.. Enumerable.Repeat(new Sample([], 0, 0, "a", "b"), wrong), .. Enumerable.Repeat(new Sample([], 0, 0, "a", "a"), right)];

    private int Train(string[] args, ProgramConsole console, CancellationToken cancellationToken)
    {
        var options = new TrainOptions();
        var verb = TrainVerb.Create("", options.Groups, options.Read, settings => new SeenSamples(new TrainingGarments(settings), this), console);
        return ProgramCommand.Run(new RootCommand { verb }, args, console, cancellationToken);
    }

    private sealed class SeenSamples(ITrainingImages images, TellingImagesTests test) : ITrainingImages
    {
        public DataSet Load(MLContext ml, ProgramConsole console, CancellationToken cancellationToken) =>
            images.Load(ml, console, cancellationToken);

        public ImagePart HeldOut(MLContext ml, DataSet data) => images.HeldOut(ml, data);

        public EstimatorChain<ITransformer> CreateFeatures(MLContext ml) => images.CreateFeatures(ml);

        public DataSet WithoutLost(MLContext ml, DataSet data, ProgramConsole console, CancellationToken cancellationToken) => data;

        public IReadOnlyList<Sample> Samples(
            MLContext ml, ITransformer model, DataSet data, IEnumerable<long> positions, int count, CancellationToken cancellationToken)
        {
            (test._data, test._positions) = (data, [.. positions]);
            return test._samples = images.Samples(ml, model, data, positions, count, cancellationToken);
        }
    }

    private sealed class Row
    {
        public string Label { get; set; } = "";

        [VectorType(2)]
        public float[] Score { get; set; } = [];
    }
}
