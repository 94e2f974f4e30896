using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using ResNetMLNet.History;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;

namespace ResNetMLNet.Tests.Training;

[TestClass]
public sealed class ResNetTrainerTests
{
    [TestMethod]
    public void Trainer_Should_Follow_The_Contract_Of_ML_NET()
    {
        var ml = new MLContext(seed: 1);
        var view = SmallImages.Load(ml, 40);
        EstimatorContract.Check(ml, Trainer(ml, TrainedModel.Options(epochs: 1)), view, ["Features", "Label"]);
    }

    [TestMethod]
    public void Fit_Should_Learn_Small_Images()
    {
        var ml = new MLContext();
        var metrics = ml.MulticlassClassification.Evaluate(TrainedModel.Shared.Transform(SmallImages.Load(ml, 60, seed: 9)));
        Assert.IsGreaterThan(0.9, metrics.MicroAccuracy);
        Assert.IsLessThan(0.5, metrics.LogLoss);
    }

    [TestMethod]
    public void Fit_Should_Leave_No_Gradients_Behind()
    {
        TrainingRun? run = null;
        var options = TrainedModel.Options(epochs: 1);
        options.Callbacks = [new HookActions { TrainEnd = ended => run = ended }];

        using var model = TrainedModel.Train(options, rows: 20);

        Assert.IsTrue(run!.Network.parameters().All(parameter => parameter.grad is null));
    }

    [TestMethod]
    public void The_Same_Seed_Should_Give_Bit_Identical_Scores_And_Another_Seed_Others()
    {
        var options = TrainedModel.Options(epochs: 1);
        using var model = TrainedModel.Train(options, rows: 40);
        using var same = TrainedModel.Train(options, rows: 40);
        options.Seed = 2;
        using var other = TrainedModel.Train(options, rows: 40);

        Assert.AreSequenceEqual(Scores(model), Scores(same));
        Assert.AreNotEqual(string.Concat(Scores(model)), string.Concat(Scores(other)));
    }

    [TestMethod]
    public void Without_A_Seed_The_Contexts_Should_Count()
    {
        var seeds = new[] { 3, 3, 4 }.Select(seed =>
        {
            var ml = new MLContext(seed);
            var options = TrainedModel.Options(epochs: 1);
            options.Seed = null;
            using var model = Trainer(ml, options).Fit(SmallImages.Load(ml, 20));
            return (model.History.Seed, Scores: string.Concat(Scores(model)));
        }).ToList();

        Assert.AreEqual(seeds[0], seeds[1]);
        Assert.AreEqual(3, seeds[0].Seed);
        Assert.AreNotEqual(seeds[0].Scores, seeds[2].Scores);
    }

    [TestMethod]
    public void Fit_Should_Be_Repeatable_And_Leave_The_Options_Alone()
    {
        var ml = new MLContext(seed: 1);
        var options = TrainedModel.Options(epochs: 1);
        var trainer = Trainer(ml, options);
        options.Epoch = -1;
        using var first = trainer.Fit(SmallImages.Load(ml, 20));
        using var second = trainer.Fit(SmallImages.Load(ml, 20));

        Assert.AreSequenceEqual(Scores(first), Scores(second));
        Assert.AreEqual(-1, options.Epoch);
    }

    [TestMethod]
    public void Bfloat16_Should_Learn_As_Well_And_Say_So()
    {
        var options = TrainedModel.Options();
        options.Precision = Precision.BFloat16;
        using var model = TrainedModel.Train(options);

        Assert.AreEqual(Precision.BFloat16, model.History.Precision);
        var metrics = new MLContext().MulticlassClassification.Evaluate(model.Transform(SmallImages.Load(new MLContext(), 60, seed: 9)));
        Assert.IsGreaterThan(0.9, metrics.MicroAccuracy);
    }

    [TestMethod]
    public void Validation_Should_Report_What_Evaluate_Finds()
    {
        var ml = new MLContext(seed: 1);
        var validation = SmallImages.Load(ml, 33, seed: 7);
        var options = TrainedModel.Options();
        options.ValidationSet = validation;
        using var model = Trainer(ml, options).Fit(SmallImages.Load(ml, 96));

        var metrics = ml.MulticlassClassification.Evaluate(model.Transform(validation));
        Assert.AreEqual(metrics.MicroAccuracy, model.History.Epochs[^1].ValidationAccuracy!.Value, 1e-12);
        Assert.AreEqual(metrics.LogLoss, model.History.Epochs[^1].ValidationLoss!.Value, 1e-5);
    }

    [TestMethod]
    public void Callbacks_Log_And_History_Should_Tell_The_Same()
    {
        var ml = new MLContext(seed: 1);
        var log = new List<string>();
        ml.Log += (_, entry) => log.Add(entry.Message);
        var heard = new List<EpochMetrics>();
        var options = TrainedModel.Options(epochs: 2);
        options.MetricsCallback = heard.Add;
        using var model = Trainer(ml, options).Fit(SmallImages.Load(ml, 40));

        Assert.AreSequenceEqual(model.History.Epochs, heard);
        Assert.HasCount(2, heard);
        Assert.IsTrue(log.Exists(line => line.Contains("Epoch 2 of 2: loss", StringComparison.Ordinal)), string.Join('\n', log));
        Assert.AreEqual(40, model.History.TrainRows);
        Assert.AreEqual("cpu", model.History.Device);
    }

    [TestMethod]
    public void An_Exception_In_A_Callback_Should_End_The_Training_And_Arrive()
    {
        var options = TrainedModel.Options();
        options.MetricsCallback = _ => throw new NotSupportedException("enough");
        Expect.Error<NotSupportedException>(() => TrainedModel.Train(options, rows: 20), "enough");
    }

    [TestMethod]
    [DataRow(ImageStorage.Memory)]
    [DataRow(ImageStorage.File)]
    public void Rows_With_A_Missing_Label_Should_Not_Be_Trained_On_But_Counted(ImageStorage storage)
    {
        var ml = new MLContext(seed: 1);
        var log = new List<string>();
        ml.Log += (_, entry) => log.Add(entry.Message);
        var options = TrainedModel.Options(epochs: 1);
        options.ImageStorage = storage;
        options.ValidationSet = WithUnheard(ml, known: 8, unheard: 2);
        using var model = Trainer(ml, options).Fit(WithUnheard(ml, known: 20, unheard: 3));
        using var loaded = (ResNetTransformer)ml.Model.Load(new MemoryStream(ModelZip.Save(model)), out _);

        Assert.AreEqual(20, model.History.TrainRows);
        Assert.AreEqual(3, loaded.History.UnlabelledRows);
        const string why = "are left out: their label in column 'Label' is missing, or of a class that the key does not have.";
        Assert.Contains($"3 of 23 rows of the training set {why}", string.Join('\n', log));
        Assert.Contains($"2 of 10 rows of the validation set {why}", string.Join('\n', log));
    }

    [TestMethod]
    public void Held_Out_Rows_Should_Not_Hide_Those_Without_A_Label()
    {
        var ml = new MLContext(seed: 1);
        var options = TrainedModel.Options(epochs: 1);
        options.ValidationFraction = 0.25;
        using var model = Trainer(ml, options).Fit(WithUnheard(ml, known: 24, unheard: 3));

        Assert.AreEqual(3, model.History.UnlabelledRows);
    }

    [TestMethod]
    public void Cancellation_By_Token_Should_Keep_The_Last_Finished_Epoch()
    {
        using var source = new CancellationTokenSource();
        var options = TrainedModel.Options(epochs: 50);
        options.CancellationToken = source.Token;
        options.MetricsCallback = metrics => { if (metrics.Epoch == 2) source.Cancel(); };
        using var model = TrainedModel.Train(options, rows: 20);

        Assert.AreEqual(TrainingStopReason.Canceled, model.History.StopReason);
        Assert.HasCount(2, model.History.Epochs);
    }

    [TestMethod]
    public void Cancellation_Of_The_Context_Should_Leave_A_Model_For_Other_Contexts()
    {
        var ml = new MLContext(seed: 1);
        var options = TrainedModel.Options(epochs: 50);
        options.MetricsCallback = epoch => { if (epoch.Epoch == 2) ml.CancelExecution(); };
        var view = SmallImages.Load(ml, 20);

        using var model = Trainer(ml, options).Fit(view);

        Assert.AreEqual(TrainingStopReason.Canceled, model.History.StopReason);
        Assert.HasCount(2, model.History.Epochs);
        using var file = new MemoryStream();
        ml.Model.Save(model, null, file);
        var other = new MLContext();
        using var loaded = (ResNetTransformer)other.Model.Load(file, out _);
        Assert.HasCount(10, Scores(loaded).ToList());
    }

    [TestMethod]
    public void Pictures_From_Files_Should_Train_By_ML_NETs_Own_Transforms()
    {
        var ml = new MLContext(seed: 1);
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 24; i++)
        {
            var grey = SmallImages.Make(i).Features.Select(value => (byte)(value * 255));
            using var picture = MLImage.CreateFromPixels(8, 8, MLPixelFormat.Rgba32, [.. grey.SelectMany(value => new[] { value, value, value, byte.MaxValue })]);
            picture.Save(folder.File($"{i}.png"));
        }
        var files = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 24).Select(i => new PictureRow { Path = $"{i}.png", Name = SmallImages.Names[i % 3] }));
        var pipeline = ml.Transforms.LoadImages("Image", folder.Path, "Path")
            .Append(ml.Transforms.ResizeImages("Image", imageWidth: 12, imageHeight: 12))
            .Append(ml.Transforms.ConvertToGrayscale("Image"))
            .Append(ml.Transforms.ExtractPixels("Features", "Image", ImagePixelExtractingEstimator.ColorBits.Red, scaleImage: 1f / 255))
            .Append(ml.Transforms.Conversion.MapValueToKey("Label", "Name"))
            .Append(Trainer(ml, TrainedModel.Options(epochs: 1)))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        using var model = pipeline.Fit(files);

        var loaded = EstimatorContract.SaveAndLoad(ml, model, files);
        var names = loaded.Transform(files).GetColumn<string>("PredictedLabel").ToList();
        Assert.HasCount(24, names);
        Assert.AreSequenceEqual(model.Transform(files).GetColumn<string>("PredictedLabel"), names);
    }

    [TestMethod]
    public void Cross_Validation_Should_Keep_All_Fold_Models_Usable()
    {
        var ml = new MLContext(seed: 1);
        var view = SmallImages.Load(ml, 60);
        var folds = ml.MulticlassClassification.CrossValidate(view, Trainer(ml, TrainedModel.Options(epochs: 2)), numberOfFolds: 3);

        Assert.HasCount(3, folds);
        foreach (var fold in folds)
        {
            Assert.AreEqual(fold.Metrics.LogLoss, ml.MulticlassClassification.Evaluate(fold.Model.Transform(fold.ScoredHoldOutSet)).LogLoss, 1e-6);
            ((IDisposable)fold.Model).Dispose();
        }
    }

    [TestMethod]
    public void A_Wrong_Label_Should_Be_Rejected_Before_Anything_Is_Trained()
    {
        var ml = new MLContext(seed: 1);
        var view = SmallImages.Load(ml, 20);
        var options = TrainedModel.Options();
        options.LabelColumnName = "Name";
        Expect.Error<ArgumentOutOfRangeException>(() => Trainer(ml, options).Fit(view), "label column 'Name'", "MapValueToKey", "String");
        Expect.Error<ArgumentOutOfRangeException>(() => Trainer(ml, options).GetOutputSchema(SchemaShape.Create(view.Schema)), "label column 'Name'");
        options.LabelColumnName = "Nowhere";
        Expect.Error<ArgumentOutOfRangeException>(() => Trainer(ml, options).Fit(view), "label column 'Nowhere'");
    }

    [TestMethod]
    public void Features_That_Are_No_Image_Should_Be_Rejected()
    {
        var ml = new MLContext(seed: 1);
        var view = ml.Transforms.Concatenate("Wide", "Features", "Features").Fit(SmallImages.Load(ml, 20)).Transform(SmallImages.Load(ml, 20));
        var options = TrainedModel.Options();
        options.FeatureColumnName = "Wide";
        Expect.Error<ArgumentOutOfRangeException>(() => Trainer(ml, options).Fit(view), "feature column 'Wide'", "128", "(channels, height, width)");
    }

    [TestMethod]
    [DataRow(float.NaN, "NaN")]
    [DataRow(float.PositiveInfinity, "Infinity")]
    [DataRow(float.NegativeInfinity, "-Infinity")]
    public void Features_That_Are_Not_Finite_Should_Be_Named_With_Row_And_Place(float value, string text)
    {
        var ml = new MLContext(seed: 1);
        var rows = SmallImages.Rows(20).ToList();
        rows[7].Features[11] = value;
        Expect.Error<InvalidOperationException>(
            () => Trainer(ml, TrainedModel.Options()).Fit(SmallImages.WithLabel(ml, ml.Data.LoadFromEnumerable(rows))),
            "Row 7", text, "place 11", "'Features'", "ReplaceMissingValues");
    }

    [TestMethod]
    public void An_Empty_Training_Set_Should_Be_Rejected()
    {
        var ml = new MLContext(seed: 1);
        Expect.Error<InvalidOperationException>(
            () => Trainer(ml, TrainedModel.Options()).Fit(SmallImages.Load(ml, 0)), "no row with a label in column 'Label'");
    }

    [TestMethod]
    public void A_Single_Class_Should_Be_Rejected_In_Schema_And_In_Rows()
    {
        var ml = new MLContext(seed: 1);
        var one = SmallImages.Rows(20).Where(row => row.Name == "top").ToList();
        Expect.Error<InvalidOperationException>(
            () => Trainer(ml, TrainedModel.Options()).Fit(SmallImages.WithLabel(ml, ml.Data.LoadFromEnumerable(one))),
            $"All {one.Count} rows", "'Label'", "two classes");

        var view = ml.Data.LoadFromEnumerable(one);
        var single = ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(view).Transform(view);
        Expect.Error<ArgumentOutOfRangeException>(() => Trainer(ml, TrainedModel.Options()).Fit(single), "label column 'Label'", "1 classes");
    }

    [TestMethod]
    public void Batches_Of_One_Small_Image_Should_Be_Rejected()
    {
        var options = TrainedModel.Options();
        options.BatchSize = 1;
        Expect.Error<InvalidOperationException>(() => TrainedModel.Train(options, rows: 20), "1 x 8 x 8", "Raise BatchSize");
    }

    [TestMethod]
    public void Batches_Of_One_Image_Should_Be_Trained_On_Where_The_Small_Stem_Leaves_Maps_Of_Several_Pixels()
    {
        var ml = new MLContext(seed: 1);
        var rows = SmallImages.Rows(4).Select(row => new WideRow { Features = [.. row.Features, .. row.Features], Name = row.Name });
        var view = SmallImages.WithLabel(ml, ml.Data.LoadFromEnumerable(rows));
        var options = TrainedModel.Options(epochs: 1);
        options.BatchSize = 1;
        Expect.Error<InvalidOperationException>(() => Trainer(ml, options).Fit(view), "1 x 8 x 16", "Raise BatchSize");

        options.Stem = ResNetStem.Small;
        using var model = Trainer(ml, options).Fit(view);
        Assert.AreEqual(4, model.History.TrainRows);
    }

    [TestMethod]
    public void The_Small_Stem_Should_Learn_As_Well()
    {
        var ml = new MLContext();
        var metrics = ml.MulticlassClassification.Evaluate(TrainedModel.WithSmallStem.Transform(SmallImages.Load(ml, 60, seed: 9)));
        Assert.IsGreaterThan(0.9, metrics.MicroAccuracy);
        Assert.IsLessThan(0.5, metrics.LogLoss);
    }

    [TestMethod]
    public void A_Validation_Set_With_Other_Classes_Should_Be_Rejected()
    {
        var ml = new MLContext(seed: 1);
        var rows = ml.Data.LoadFromEnumerable(SmallImages.Rows(20).Reverse());
        var options = TrainedModel.Options();
        options.ValidationSet = ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(rows).Transform(rows);
        Expect.Error<ArgumentOutOfRangeException>(() => Trainer(ml, options).Fit(SmallImages.Load(ml, 20)), "label column 'Label'", "same order");
    }

    [TestMethod]
    public void An_Empty_Validation_Set_Should_Be_Rejected()
    {
        var ml = new MLContext(seed: 1);
        var options = TrainedModel.Options();
        options.ValidationSet = SmallImages.Load(ml, 0);
        Expect.Error<InvalidOperationException>(() => Trainer(ml, options).Fit(SmallImages.Load(ml, 20)), "validation set has no row");
    }

    [TestMethod]
    public void Options_Out_Of_Range_Should_Be_Named_All_At_Once()
    {
        var options = new ResNetTrainer.Options
        {
            Epoch = 0, BatchSize = -1, LearningRate = double.NaN, Optimizer = new SgdOptimizer { Momentum = 1, WeightDecay = -1 }, LabelColumnName = " ", ScoreColumnName = "PredictedLabel",
        };
        Expect.Error<ArgumentOutOfRangeException>(
            () => Trainer(new MLContext(), options),
            "Epoch is 0, it has to be at least 1.", "BatchSize is -1", "LearningRate is NaN", "Optimizer.Momentum is 1, it has to be from 0 to below 1.",
            "Optimizer.WeightDecay is -1", "LabelColumnName is  ", "ScoreColumnName is PredictedLabel, it has to be another name than PredictedLabelColumnName.");
        Expect.Error<ArgumentOutOfRangeException>(() => Trainer(new MLContext(), new() { Optimizer = new SgdOptimizer { Nesterov = true } }), "Optimizer.Nesterov is True");
        Expect.Error<ArgumentOutOfRangeException>(
            () => Trainer(new MLContext(), new() { Stem = (ResNetStem)7 }), "Stem is 7, it has to be one of the enumeration's values.");
    }

    [TestMethod]
    public void A_Gpu_That_Is_Not_There_Should_Be_An_Error_Unless_The_Cpu_May_Step_In()
    {
        if (TorchSharp.torch.cuda.is_available())
            Assert.Inconclusive("This machine has a GPU.");
        var ml = new MLContext(seed: 1) { GpuDeviceId = 0 };
        var view = SmallImages.Load(ml, 20);
        var trainer = Trainer(ml, TrainedModel.Options(epochs: 1));
        Expect.Error<InvalidOperationException>(() => trainer.Fit(view), "GpuDeviceId is 0", "0 CUDA devices", "FallbackToCpu");

        // Set after the trainer was made: only a host registered in Fit knows.
        ml.FallbackToCpu = true;
        using var model = trainer.Fit(view);
        Assert.AreEqual("cpu", model.History.Device);
    }

    private static IDataView WithUnheard(MLContext ml, int known, int unheard)
    {
        var others = Enumerable.Repeat(new SmallImages.Row { Features = new float[SmallImages.Size * SmallImages.Size], Name = "unheard of" }, unheard);
        return SmallImages.WithLabel(ml, ml.Data.LoadFromEnumerable(SmallImages.Rows(known).Concat(others)));
    }

    private static ResNetTrainer Trainer(MLContext ml, ResNetTrainer.Options options) => ml.MulticlassClassification.Trainers.ResNet(options);

    private static IEnumerable<string> Scores(ResNetTransformer model)
    {
        var scored = model.Transform(SmallImages.Load(new MLContext(), 10, seed: 3));
        return RowText.Of(scored, index => scored.Schema[index].Name == "Score").Select(row => row.Values);
    }

    private sealed class WideRow
    {
        [VectorType(SmallImages.Size, 2 * SmallImages.Size)]
        public float[] Features { get; set; } = [];

        public string Name { get; set; } = string.Empty;
    }

    private sealed class PictureRow
    {
        public string Path { get; set; } = string.Empty;

        public string Name { get; set; } = string.Empty;
    }
}
