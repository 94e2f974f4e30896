using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;

namespace ResNetMLNet.Tests.Scoring;

[TestClass]
public sealed class WrongLengthTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static IEnumerable<object?[]> WrongFeatures => [[null, "0 values"], [new float[10], "10 values"], [new float[65], "65 values"]];

    [TestMethod]
    [DynamicData(nameof(WrongFeatures))]
    public void Features_Of_A_Wrong_Length_Should_Be_Refused_With_Row_And_Lengths(float[]? features, string found)
    {
        var rows = SmallImages.Rows(3).ToArray();
        rows[2].Features = features!;
        var view = _ml.Data.LoadFromEnumerable(rows);
        using var converted = (IDisposable)_ml.Model.ToOnnxRuntime(TrainedModel.Shared);

        Expect.Error<InvalidOperationException>(() => Read(TrainedModel.Shared.Transform(view), "Score"), "id 2", found, "'Features'", "64");
        Expect.Error<InvalidOperationException>(() => Read(((ITransformer)converted).Transform(view), "Score"), "id 2", found, "'Features'", "64");
    }

    [TestMethod]
    [DynamicData(nameof(WrongFeatures))]
    public void Training_Should_Refuse_Features_Of_A_Wrong_Length(float[]? features, string found)
    {
        var rows = SmallImages.Rows(3).ToArray();
        rows[1].Features = features!;
        var view = SmallImages.WithLabel(_ml, _ml.Data.LoadFromEnumerable(rows));

        foreach (var storage in new[] { ImageStorage.Memory, ImageStorage.File })
        {
            var options = TrainedModel.Options(epochs: 1);
            options.ImageStorage = storage;
            Expect.Error<InvalidOperationException>(
                () => _ml.MulticlassClassification.Trainers.ResNet(options).Fit(view), "id 1", found, "'Features'", "64");
        }
    }

    [TestMethod]
    public void An_Export_Should_Refuse_A_Sample_With_Features_Of_A_Wrong_Length()
    {
        using var folder = new TemporaryFolder();
        var view = _ml.Data.LoadFromEnumerable([SmallImages.Make(0), new SmallImages.Row { Features = new float[3] }]);

        Expect.Error<InvalidOperationException>(
            () => _ml.Model.SaveAsOnnx(TrainedModel.Shared, view, folder.File("model.onnx")), "id 1", "3 values", "'Features'", "64");
        Assert.IsEmpty(folder.FileNames);
    }

    private static int Read(IDataView view, string column) => view.GetColumn<float[]>(column).Count();
}
