using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.History;
using ResNetMLNet.Tests.Training.Images;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Freezing;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Tests.Training;

/// <summary>Images in a file are read beside the first epoch, and otherwise train like those in memory.</summary>
[TestClass]
public sealed class ImageStorageTests
{
    private const int Rows = 44;

    private static readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void The_First_Epoch_Should_Take_The_Rows_In_The_Views_Order()
    {
        // In memory the first epoch is shuffled; these rows are put so that it takes them from first to last all the same.
        var shuffled = RowOrder.Shuffled(Rows, seed: 1, epoch: 1);
        var rows = new SmallImages.Row[Rows];
        for (var i = 0; i < Rows; i++)
            rows[shuffled[i]] = SmallImages.Make(i);
        var arranged = SmallImages.WithLabel(_ml, _ml.Data.LoadFromEnumerable(rows));

        Assert.AreEqual(
            Weights(TrainedModel.Options(epochs: 1), arranged), Weights(Options(epochs: 1), SmallImages.Load(_ml, Rows)));
    }

    [TestMethod]
    public void Later_Epochs_Should_Have_The_Orders_Of_Those_In_Memory()
    {
        var images = new ImageSet(new ImageShape(1, 1, 1));
        for (var row = 0; row < Rows; row++)
            images.Add(row);
        using var loading = Loading();
        var (inMemory, inFile) = (Part(images), Part(loading.Read(Source(SmallImages.Load(_ml, Rows)))));

        Assert.AreSequenceEqual(RowOrder.InOrder(Rows), inFile.Order(seed: 5, epoch: 1));
        for (var epoch = 2; epoch < 5; epoch++)
            Assert.AreSequenceEqual(inMemory.Order(seed: 5, epoch), inFile.Order(seed: 5, epoch));
    }

    [TestMethod]
    public void The_First_Epoch_On_Maps_In_A_File_Should_Have_The_Order_Of_The_Images_That_They_Are_Of()
    {
        using var loading = Loading();
        var inFile = loading.Read(Source(SmallImages.Load(_ml, Rows)));
        var inMemory = new ImageSetReader(Host(), () => { }).Read(Source(SmallImages.Load(_ml, Rows)));
        var maps = inMemory.WithImages(inMemory.Image, inFile.Store);

        Assert.AreSequenceEqual(
            RowOrder.Shuffled(Rows, seed: 5, epoch: 1), (Part(inMemory) with { TrainSet = maps }).Order(seed: 5, epoch: 1));
        Assert.AreSequenceEqual(RowOrder.InOrder(Rows), (Part(inFile) with { TrainSet = maps }).Order(seed: 5, epoch: 1));
    }

    [TestMethod]
    public void Sets_Should_Be_The_Same_As_In_Memory_With_Weights_Parts_And_Fingerprints()
    {
        var rows = SmallImages.Rows(20).Select((row, index) => WeightedImages.Make(row, index + 1)).ToList();
        rows.Insert(3, new WeightedImages.Row { Features = new float[64], Name = "unheard of", Weight = float.NaN });
        var view = SmallImages.WithLabel(_ml, _ml.Data.LoadFromEnumerable(rows));
        using var loading = Loading();
        var whole = loading.Read(Source(view, "Weight"));
        var (train, validation) = (whole.Part([0, 2, 4, 5, 19]), whole.Part([1, 3, 18]));
        var expected = new ImageSetReader(Host(), () => { }).Read(Source(view, "Weight"));
        loading.Start([train, validation]);
        train.Await([4], CancellationToken.None);

        Assert.AreSequenceEqual(expected.Labels, whole.Labels);
        Assert.AreSequenceEqual(expected.Weights!, whole.Weights!);
        for (var row = 0; row < 20; row++)
            Assert.AreSequenceEqual(expected.Pixels(row), whole.Pixels(row));
        Assert.AreEqual(expected.Part([0, 2, 4, 5, 19]).Fingerprint, train.Fingerprint);
        Assert.AreEqual(expected.Part([1, 3, 18]).Fingerprint, validation.Fingerprint);
    }

    [TestMethod]
    public void Images_Should_Be_Read_Once_And_While_The_First_Epoch_Trains()
    {
        using var trained = new ManualResetEventSlim();
        var read = new List<long>();
        var view = new FeatureProbe(SmallImages.Load(_ml, Rows), row =>
        {
            read.Add(row);
            Assert.IsTrue(row < 40 || trained.Wait(TimeSpan.FromSeconds(60)), "no batch was trained on before row 40");
        });
        var options = Options();
        options.ValidationFraction = 0.2;
        options.Callbacks.Add(new HookActions { BatchEnd = _ => trained.Set() });

        Weights(options, view);

        Assert.AreSequenceEqual(Enumerable.Range(0, Rows).Select(row => (long)row), read);
    }

    [TestMethod]
    public void Memory_Should_Not_Grow_With_The_Images()
    {
        const int count = 600;
        var rows = Enumerable.Range(0, count).Select(index => new LargeRow { Features = new float[96 * 96], Name = SmallImages.Names[index % 3] });
        var view = SmallImages.WithLabel(_ml, _ml.Data.LoadFromEnumerable(rows));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var loading = Loading();
        var images = loading.Read(Source(view, image: new ImageShape(1, 96, 96)));
        loading.Start([]);
        images.Await([count - 1], CancellationToken.None);

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.IsLessThan(count * 96 * 96 * sizeof(float) / 2L, grown);
    }

    [TestMethod]
    public void An_Image_That_Cannot_Be_Read_Should_End_Fit_With_Its_Error_And_Leave_Nothing_Behind()
    {
        var view = new FeatureProbe(SmallImages.Load(_ml, Rows), row =>
        {
            if (row == 30)
                throw new InvalidDataException("Picture 30 is broken.");
        });
        Expect.Error<InvalidDataException>(() => Weights(Options(), view), "Picture 30 is broken.");
        TemporaryFileTests.CheckOpen(0);

        var rows = SmallImages.Rows(Rows).ToArray();
        rows[30].Features[5] = float.NaN;
        Expect.Error<InvalidOperationException>(
            () => Weights(Options(), SmallImages.WithLabel(_ml, _ml.Data.LoadFromEnumerable(rows))), "Row 30 has NaN at place 5");
    }

    [TestMethod]
    public void A_Validation_Image_That_Cannot_Be_Read_Should_End_The_Training_Behind_The_Running_Batch()
    {
        using var trained = new ManualResetEventSlim();
        using var failed = new ManualResetEventSlim();
        var batches = 0;
        var options = Options();
        options.ValidationSet = new FeatureProbe(SmallImages.Load(_ml, 9), _ =>
        {
            trained.Wait(TimeSpan.FromSeconds(60));
            failed.Set();
            throw new InvalidDataException("A picture is broken.");
        });
        options.Callbacks.Add(new HookActions
        {
            BatchEnd = _ =>
            {
                batches++;
                trained.Set();
                failed.Wait(TimeSpan.FromSeconds(60));
                Thread.Sleep(100);
            },
        });
        Expect.Error<InvalidDataException>(() => Weights(options, SmallImages.Load(_ml, Rows)), "A picture is broken.");
        Assert.AreEqual(1, batches);
    }

    [TestMethod]
    public void A_Training_Cancelled_While_It_Waits_Should_Go_On_From_There()
    {
        using var folder = new TemporaryFolder();
        CancelBesideRow20(Options(folder: folder.Path));
        TemporaryFileTests.CheckOpen(0);
        Assert.Contains("checkpoint.safetensors", folder.FileNames);

        var other = SmallImages.Load(_ml, Rows - 1);
        Expect.Error<InvalidOperationException>(() => Weights(Options(folder: folder.Path), other), "the training rows are not the same");
        var batches = new HookRecorder();
        var resuming = Options(folder: folder.Path);
        resuming.Callbacks.Add(batches);
        Assert.AreEqual(Weights(Options(), SmallImages.Load(_ml, Rows)), Weights(resuming, SmallImages.Load(_ml, Rows)));
        Assert.AreEqual(2 + 3 + 3, batches.Calls.Count(call => call.StartsWith("batch end", StringComparison.Ordinal)), string.Join('\n', batches.Calls));
    }

    [TestMethod]
    public void Other_Validation_Labels_Should_Be_Refused_By_A_Checkpoint_That_Knows_No_Images()
    {
        using var folder = new TemporaryFolder();
        CancelBesideRow20(Validated(SmallImages.Rows(9)));
        var rows = SmallImages.Rows(9).ToArray();
        (rows[0].Name, rows[1].Name) = (rows[1].Name, rows[0].Name);

        Expect.Error<InvalidOperationException>(
            () => Weights(Validated(rows), SmallImages.Load(_ml, Rows)), "the validation rows are not the same");
        Expect.Error<InvalidOperationException>(
            () => Weights(Options(folder: folder.Path), SmallImages.Load(_ml, Rows)), "the validation rows are not the same");
        Weights(Validated(SmallImages.Rows(9)), SmallImages.Load(_ml, Rows));

        ResNetTrainer.Options Validated(IEnumerable<SmallImages.Row> validation)
        {
            var options = Options(folder: folder.Path);
            options.ValidationSet = SmallImages.WithLabel(_ml, _ml.Data.LoadFromEnumerable(validation));
            return options;
        }
    }

    [TestMethod]
    public void A_Time_Limit_Should_End_A_Training_That_Waits()
    {
        using var end = new CancellationTokenSource();
        var isEnded = false;
        var view = new FeatureProbe(SmallImages.Load(_ml, Rows), row =>
        {
            if (row == 20)
                isEnded = end.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(60));
        });
        var options = Options();
        options.MaxTrainingTime = TimeSpan.FromSeconds(1);
        options.Callbacks.Add(new HookActions { TrainEnd = run => { Assert.AreEqual(TrainingStopReason.OutOfTime, run.StopReason); end.Cancel(); } });
        Weights(options, view);
        Assert.IsTrue(isEnded, "the training waited for row 20");
    }

    [TestMethod]
    public void Other_Images_Should_Be_Refused_By_A_Checkpoint_That_Knows_All()
    {
        using var folder = new TemporaryFolder();
        Weights(Options(epochs: 1, folder.Path), SmallImages.Load(_ml, Rows));
        var rows = SmallImages.Rows(Rows).ToArray();
        rows[^1].Features[0] += 1;
        Expect.Error<InvalidOperationException>(
            () => Weights(Options(epochs: 2, folder.Path), SmallImages.WithLabel(_ml, _ml.Data.LoadFromEnumerable(rows))),
            "the training rows are not the same");
        Expect.Error<InvalidOperationException>(
            () => Weights(Resuming(TrainedModel.Options(epochs: 2), folder.Path), SmallImages.Load(_ml, Rows)),
            "ImageStorage is File in the checkpoint and Memory now");
    }

    [TestMethod]
    public void Shuffled_Rows_Should_Come_The_Same_Way_Twice_And_Others_Be_Refused()
    {
        Weights(Options(epochs: 1), _ml.Data.ShuffleRows(SmallImages.Load(_ml, Rows)));

        var reading = 0;
        IEnumerable<SmallImages.Row> Changing()
        {
            foreach (var row in SmallImages.Rows(2 * Rows).Skip(reading++).Take(Rows))
                yield return row;
        }
        var changing = SmallImages.WithLabel(_ml, _ml.Data.LoadFromEnumerable(Changing()));
        Expect.Error<InvalidOperationException>(() => Weights(Options(epochs: 1), changing), "another order", "ShuffleRows", "Memory");
    }

    private static ResNetTrainer.Options Options(int epochs = 3, string? folder = null)
    {
        var options = TrainedModel.Options(epochs);
        options.ImageStorage = ImageStorage.File;
        return Resuming(options, folder);
    }

    private static ResNetTrainer.Options Resuming(ResNetTrainer.Options options, string? folder)
    {
        options.CheckpointFolder = folder;
        options.Resume = folder is not null;
        return options;
    }

    /// <summary>Trains on the rows before row 20, and is cancelled where it waits for the next ones.</summary>
    private static void CancelBesideRow20(ResNetTrainer.Options options)
    {
        using var source = new CancellationTokenSource();
        var view = new FeatureProbe(SmallImages.Load(_ml, Rows), row =>
        {
            if (row == 20)
                source.Token.WaitHandle.WaitOne();
        });
        options.CancellationToken = source.Token;
        options.Callbacks.Add(new HookActions { BatchEnd = _ => source.CancelAfter(200) });
        Assert.Throws<OperationCanceledException>(() => Weights(options, view));
    }

    private static string Weights(ResNetTrainer.Options options, IDataView view)
    {
        using var model = _ml.MulticlassClassification.Trainers.ResNet(options).Fit(view);
        return SavedWeights.Sha256(model);
    }

    private static TrainingPart Part(ImageSet images) => new(
        images, ValidationSet: null, pixels => pixels, () => throw new NotSupportedException(), ValidationBatchSize: 16);

    private static ImageLoading Loading() => new(Host(), ImageStorage.File, CancellationToken.None);

    private static IHost Host() => ((IHostEnvironment)_ml).Register(nameof(ImageStorageTests));

    private static ImageSource Source(IDataView view, string? weight = null, ImageShape? image = null) => new(
        view,
        view.Schema["Features"],
        image ?? new ImageShape(1, SmallImages.Size, SmallImages.Size),
        LabelColumn.Find(Host(), view.Schema, "Label"),
        ExampleWeights.Find(Host(), view.Schema, weight, classWeights: null));

    private sealed class LargeRow
    {
        [VectorType(96, 96)]
        public float[] Features { get; set; } = [];

        public string Name { get; set; } = string.Empty;
    }
}
