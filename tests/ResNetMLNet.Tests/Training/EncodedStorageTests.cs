using Microsoft.ML;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Training.Images;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Tests.Training;

/// <summary>Pictures that are decoded anew for each batch train like their features in memory.</summary>
[TestClass]
public sealed class EncodedStorageTests : IDisposable
{
    private static readonly MLContext _ml = new(seed: 1);

    private readonly PhotoFolder _photos = new();

    public void Dispose() => _photos.Dispose();

    [TestMethod]
    public void Weights_Should_Be_Those_Of_A_Training_From_Memory()
    {
        var memory = Options();
        memory.ImageStorage = ImageStorage.Memory;
        var expected = Weights(memory, _photos.View());

        Assert.AreEqual(expected, Weights(Options(), _photos.View()), "files");
        Assert.AreEqual(expected, Weights(Options(), _photos.ContentView()), "bytes in memory");

        ResNetTrainer.Options Options()
        {
            var options = EncodedStorageTests.Options();
            options.Augmentation = new ImageAugmentation { HorizontalFlipProbability = 0.5, CropPadding = 1 };
            options.ValidationFraction = 0.25;
            options.KeepBestWeights = true;
            return options;
        }
    }

    [TestMethod]
    public void A_Validation_Set_Should_Be_Decoded_Too()
    {
        var (memory, encoded) = (Options(), Options());
        memory.ImageStorage = ImageStorage.Memory;
        memory.ValidationSet = encoded.ValidationSet = _ml.Data.TakeRows(_photos.View(), 9);
        using var expected = Trained(memory, _photos.View());
        using var model = Trained(encoded, _photos.View());
        Assert.AreEqual(expected.History.Epochs[^1].ValidationLoss, model.History.Epochs[^1].ValidationLoss);
    }

    [TestMethod]
    public void Changed_Pictures_Should_Be_The_Same_Again_And_Others_By_Another_Seed()
    {
        var options = Changing();
        Assert.AreEqual(Weights(options, _photos.View()), Weights(options, _photos.ContentView()));
        var other = Changing();
        other.Seed = 2;
        Assert.AreNotEqual(Weights(options, _photos.View()), Weights(other, _photos.View()));
    }

    [TestMethod]
    public void A_Training_Should_Go_On_From_Its_Checkpoint_Bit_For_Bit()
    {
        using var folder = new TemporaryFolder();
        var expected = Weights(Changing(epochs: 3), _photos.View());
        Weights(Resuming(Changing(epochs: 1), folder), _photos.View());
        Assert.AreEqual(expected, Weights(Resuming(Changing(epochs: 3), folder), _photos.View()));
    }

    [TestMethod]
    public void A_Checkpoint_Should_Be_Refused_If_A_File_Is_Another()
    {
        using var folder = new TemporaryFolder();
        Weights(Resuming(Options(epochs: 1), folder), _photos.View());
        _photos.Write(5, 7, 90);
        Expect.Error<InvalidOperationException>(
            () => Weights(Resuming(Options(epochs: 2), folder), _photos.View()), "the training rows are not the same");
    }

    [TestMethod]
    public void A_File_That_Vanishes_Should_End_The_Training_With_Its_Name_And_Leave_The_Checkpoint()
    {
        using var folder = new TemporaryFolder();
        var content = File.ReadAllBytes(_photos.File(7));
        var options = Resuming(Changing(epochs: 3), folder);
        options.Callbacks.Add(new HookActions { EpochEnd = _ => File.Delete(_photos.File(7)) });

        Expect.Error<InvalidOperationException>(
            () => Weights(options, _photos.View()), $"The picture '{_photos.File(7)}' of column 'Path' in the row of id 7 cannot be read: it does not exist", "put it back");

        File.WriteAllBytes(_photos.File(7), content);
        Assert.AreEqual(Weights(Changing(epochs: 3), _photos.View()), Weights(Resuming(Changing(epochs: 3), folder), _photos.View()));
    }

    [TestMethod]
    public void Pictures_That_May_Be_Missing_Should_Be_Left_Out_And_Others_Not()
    {
        var bytes = File.ReadAllBytes(_photos.File(3));
        File.WriteAllBytes(_photos.File(3), bytes[..(bytes.Length / 2)]);
        File.Delete(_photos.File(0));

        using var model = Trained(Options(), _photos.View(UnreadablePictures.Missing));
        Assert.AreEqual(PhotoFolder.Count - 2, model.History.TrainRows);
        Expect.Error<InvalidOperationException>(() => Weights(Options(), _photos.View()), "0.png", "it does not exist");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Files_That_Are_No_Pictures_Should_Be_Told_Before_The_First_Epoch(bool areFiles)
    {
        File.WriteAllText(_photos.File(7), "text");
        File.WriteAllBytes(_photos.File(9), []);
        var options = Options();
        var batches = 0;
        options.Callbacks.Add(new HookActions { BatchEnd = _ => batches++ });

        Expect.Error<InvalidOperationException>(
            () => Weights(options, areFiles ? _photos.View() : _photos.ContentView()),
            areFiles ? $"The picture '{_photos.File(7)}' of column 'Path'" : "The picture of 4 bytes of column 'Content'",
            "in the row of id 7 cannot be read: it is in no format that is known",
            "unreadable: UnreadablePictures.Missing. 1 more cannot be read.");
        Assert.AreEqual(0, batches);
    }

    [TestMethod]
    public void Features_That_Do_Not_Come_Of_Pictures_Should_Be_Refused()
    {
        Expect.Error<InvalidOperationException>(
            () => Weights(Options(), SmallImages.Load(_ml, 9)), "column 'Features' does not tell", "LoadPictures", "Memory");
        Expect.Error<InvalidOperationException>(
            () => Weights(Options(), _ml.Transforms.DropColumns("Path").Fit(_photos.View()).Transform(_photos.View())),
            "anew from column 'Path'",
            "keep it");
    }

    [TestMethod]
    public void Features_That_Are_Not_Those_Of_The_Picture_Should_Be_Refused()
    {
        var cached = _ml.Data.Cache(_photos.View(), "Features", "Path", "Label");
        Weights(Options(epochs: 1), cached);
        _photos.Write(0, 9, 40);
        Expect.Error<InvalidOperationException>(
            () => Weights(Options(), cached), "Column 'Features' is not what ImagesToFeatures makes", "or the file is another since");
    }

    [TestMethod]
    public void Changes_Of_Pictures_Should_Need_Pictures()
    {
        foreach (var change in new ImageAugmentation[]
        {
            new() { RandomResizedCrop = true }, new() { TrivialAugment = true }, new() { Brightness = 0.1 },
            new() { Contrast = 0.1 }, new() { Saturation = 0.1 }, new() { Hue = 0.1 },
        })
        {
            Expect.Error<ArgumentOutOfRangeException>(
                () => _ml.MulticlassClassification.Trainers.ResNet(new ResNetTrainer.Options { Augmentation = change }),
                "ImageStorage Memory",
                "set ImageStorage to Encoded");
        }
    }

    private static ResNetTrainer.Options Options(int epochs = 2)
    {
        var options = TrainedModel.Options(epochs);
        options.BatchSize = 7;
        options.ImageStorage = ImageStorage.Encoded;
        return options;
    }

    private static ResNetTrainer.Options Changing(int epochs = 2)
    {
        var options = Options(epochs);
        options.Augmentation = new ImageAugmentation
        {
            RandomResizedCrop = true,
            Brightness = 0.4,
            Contrast = 0.4,
            Saturation = 0.4,
            Hue = 0.1,
            TrivialAugment = true,
            HorizontalFlipProbability = 0.5,
        };
        return options;
    }

    private static ResNetTrainer.Options Resuming(ResNetTrainer.Options options, TemporaryFolder folder)
    {
        (options.CheckpointFolder, options.Resume) = (folder.Path, true);
        return options;
    }

    private static ResNetTransformer Trained(ResNetTrainer.Options options, IDataView view) =>
        _ml.MulticlassClassification.Trainers.ResNet(options).Fit(view);

    private static string Weights(ResNetTrainer.Options options, IDataView view)
    {
        using var model = Trained(options, view);
        return SavedWeights.Sha256(model);
    }
}
