using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Evaluation;

/// <summary>The weights for ImageNet's pictures see in photos what torchvision's code sees with the same.</summary>
[TestClass]
[TestCategory(TestCategories.Long)]
public sealed class ImageNetFeaturesTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    [DataRow("train")]
    [DataRow("val")]
    public void Features_Of_Photos_Should_Be_Those_Of_Torchvision(string part)
    {
        var (paths, expected) = PhotosData.Load(part);
        var photos = _ml.Data.LoadFromEnumerable(paths.Select(path => new Photo { Path = path }));
        var pipeline = _ml.Transforms.LoadPictures("Picture", nameof(Photo.Path))
            .Append(_ml.Transforms.ImagesToFeatures(
                "Pixels", "Picture", resizeTo: 256, mean: ImageNet.Mean, standardDeviation: ImageNet.StandardDeviation))
            .Append(_ml.Transforms.ResNetFeaturizer("Features", "Pixels", PretrainedWeights.ImageNet()));
        using var model = pipeline.Fit(photos);

        var found = model.Transform(photos).GetColumn<float[]>("Features").SelectMany(row => row).ToList();

        Assert.HasCount(expected.Length, found);
        Assert.IsLessThan(1e-3f, found.Zip(expected, (a, b) => Math.Abs(a - b)).Max() / expected.Max());
    }

    private sealed class Photo
    {
        public string Path { get; set; } = "";
    }
}
