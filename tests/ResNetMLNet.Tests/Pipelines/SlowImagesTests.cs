using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Training;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;
using ResNetMLNet.Pipelines.FashionMnist.Data;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Pipelines;

/// <summary>Images that come so slowly that a cancelled program may not wait for them.</summary>
[TestClass]
public sealed class SlowImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _cancel = new();

    public void Dispose()
    {
        _folder.Dispose();
        _cancel.Dispose();
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Samples_That_Are_Not_There_Soon_After_A_Cancellation_Should_Be_Done_Without(int slowReading)
    {
        TinyData.Write(_folder, trainRows: 40);
        _folder.Write("samples.png", [1]);
        _folder.Write("report.html", [1]);

        var run = ProgramRun.Of(
            (args, console, cancellationToken) => Train(slowReading, args, console, cancellationToken),
            ["train", "--data", _folder.Path, "--output", _folder.Path, "--device", "cpu", "--precision", "fp32", "--image-size", "8", "--epochs", "1"],
            whenWritten: _ => { },
            time: null,
            _cancel.Token);

        Assert.AreEqual(2, run.ExitCode, run.Progress);
        Assert.Contains("There is no samples.png: ", run.Progress);
        Assert.AreEqual(slowReading == 2, run.Progress.Contains("There is no report.html: ", StringComparison.Ordinal), "it was scored");
        Assert.IsFalse(File.Exists(_folder.File("samples.png")), "that of an earlier training");
        Assert.IsFalse(File.Exists(_folder.File("report.html")), "that of an earlier training");
        Assert.IsTrue(File.Exists(_folder.File("model.zip")));
        Assert.IsTrue(File.Exists(_folder.File("metrics.json")));
    }

    private int Train(int slowReading, string[] args, ProgramConsole console, CancellationToken cancellationToken)
    {
        var options = new TrainOptions();
        var verb = TrainVerb.Create("", options.Groups, options.Read, settings => new SlowSamples(new TrainingGarments(settings), slowReading, _cancel), console);
        return ProgramCommand.Run(new RootCommand { verb }, args, console, cancellationToken);
    }

    /// <param name="images">The images.</param>
    /// <param name="slowReading">The first reading that is slow, and cancelled.</param>
    /// <param name="cancel">What cancels it.</param>
    private sealed class SlowSamples(ITrainingImages images, int slowReading, CancellationTokenSource cancel) : ITrainingImages
    {
        private int _readings;

        public DataSet Load(MLContext ml, ProgramConsole console, CancellationToken cancellationToken) =>
            images.Load(ml, console, cancellationToken);

        public ImagePart HeldOut(MLContext ml, DataSet data) => images.HeldOut(ml, data);

        public EstimatorChain<ITransformer> CreateFeatures(MLContext ml) => images.CreateFeatures(ml);

        public DataSet WithoutLost(MLContext ml, DataSet data, ProgramConsole console, CancellationToken cancellationToken) => data;

        public IReadOnlyList<Sample> Samples(
            MLContext ml, ITransformer model, DataSet data, IEnumerable<long> positions, int count, CancellationToken cancellationToken)
        {
            if (++_readings < slowReading)
                return images.Samples(ml, model, data, positions, count, cancellationToken);
            cancel.Cancel();
            cancellationToken.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
