using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms.Featurization;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training.Images;

/// <summary>The expected numbers are those of RandomMixup and RandomCutmix of torchvision's references, with their draws given.</summary>
[TestClass]
public sealed class MixtureTests
{
    private static readonly float[] _logits = [2, -1, 0.5f, 0, 1, 3, -2, 0.25f, 0];

    private static readonly long[] _labels = [0, 1, 2];

    [TestMethod]
    public void Mixup_Should_Add_The_Image_Before_By_Its_Share()
    {
        using var scope = NewDisposeScope();
        var mixed = Mixture.Mixup(0.7).Images(Images());

        float[] expected = [.. Enumerable.Range(0, 60).Select(i => i < 20 ? i + 12f : i - 6f)];
        Assert.IsTrue(mixed.flatten().allclose(tensor(expected)));
    }

    [TestMethod]
    [DataRow(0.3, 1, 2, 0.7, 430f, 470f, 870f)]
    [DataRow(0.75, 4, 0, 0.9, 270f, 550f, 950f)]
    [DataRow(0.99, 2, 2, 1.0, 190f, 590f, 990f)]
    [DataRow(0.0, 2, 1, 0.4, 670f, 350f, 750f)]
    [DataRow(0.5, 3, 3, 0.8, 350f, 510f, 910f)]
    public void CutMix_Should_Put_A_Rectangle_Of_The_Image_Before_In(
        double drawn, int x, int y, double share, float first, float second, float third)
    {
        using var scope = NewDisposeScope();
        var mixture = Mixture.CutMix(drawn, x, y, width: 5, height: 4);
        var mixed = mixture.Images(Images());

        Assert.AreEqual(share, mixture.Share, 1e-12);
        Assert.AreSequenceEqual([first, second, third], mixed.sum([1, 2, 3]).data<float>().ToArray());
    }

    [TestMethod]
    public void CutMix_Should_Leave_The_Pixels_Beside_The_Rectangle()
    {
        using var scope = NewDisposeScope();
        var batch = Images();
        var mixed = Mixture.CutMix(0.3, x: 1, y: 2, width: 5, height: 4).Images(batch);

        float[] expected = [0, 1, 2, 3, 4, 45, 46, 47, 8, 9, 50, 51, 52, 13, 14, 15, 16, 17, 18, 19];
        Assert.AreSequenceEqual(expected, mixed[0].data<float>().ToArray());
        Assert.IsTrue(batch.SameAs(Images()), "the batch itself stays as it is");
    }

    [TestMethod]
    [DataRow(0.7, 0.0, null, 1.3232202529907227)]
    [DataRow(0.7, 0.2, null, 1.3948869705200195)]
    [DataRow(0.4, 0.2, null, 1.5748871564865112)]
    [DataRow(0.7, 0.0, new[] { 1f, 2, 0.5f }, 1.70272696018219)]
    public void Loss_Should_Be_That_Of_Targets_By_Share(double share, double smoothing, float[]? weights, double expected)
    {
        using var scope = NewDisposeScope();
        var loss = Criterion.Loss(
            tensor(_logits, 3, 3), tensor(_labels), weights is null ? null : tensor(weights), smoothing, Mixture.Mixup(share));

        Assert.AreEqual(expected, loss.item<float>(), 1e-6);
    }

    [TestMethod]
    public void The_Label_With_The_Larger_Share_Should_Count()
    {
        using var scope = NewDisposeScope();
        Assert.AreSequenceEqual(_labels, Mixture.Mixup(0.5).LargerLabels(tensor(_labels)).data<long>().ToArray());
        Assert.AreSequenceEqual([2L, 0, 1], Mixture.Mixup(0.49).LargerLabels(tensor(_labels)).data<long>().ToArray());
    }

    [TestMethod]
    [DataRow(0.2, 0.0, 0)]
    [DataRow(0.0, 1.0, 400)]
    [DataRow(0.2, 1.0, 200)]
    public void Each_Batch_Should_Draw_Its_Own_Mixture_Of_One_Of_Two_Kinds(double mixup, double cutMix, int cuts)
    {
        var mixer = new BatchMixer(new ImageAugmentation { MixupAlpha = mixup, CutMixAlpha = cutMix }, new ImageShape(1, 64, 64), seed: 3);
        var places = Enumerable.Range(0, 400).Select(number => (Epoch: number / 20, Batch: number % 20)).ToList();
        var mixtures = places.ConvertAll(place => mixer.Draw(place.Epoch, place.Batch));

        Assert.AreSequenceEqual(mixtures, places.Select(place => mixer.Draw(place.Epoch, place.Batch)));
        Assert.AreEqual(cuts, mixtures.Count(mixture => mixture.Box is not null), 40);
        Assert.IsGreaterThan(300, mixtures.Distinct().Count());
        Assert.IsTrue(mixtures.TrueForAll(mixture => mixture.Share is >= 0 and <= 1));
    }

    [TestMethod]
    public void A_Mixture_Should_Not_Be_Drawn_From_The_Numbers_Of_A_Picture()
    {
        var settings = new ImageAugmentation { MixupAlpha = 0.2, CutMixAlpha = 1 };
        var (mixer, changes) = (new BatchMixer(settings, new ImageShape(1, 64, 64), seed: 3), new PictureChanges(settings));
        for (var place = 0; place < 8; place++)
        {
            // The first number decides between the two kinds.
            Assert.IsFalse(Enumerable.Range(0, 100).All(batch =>
            {
                var draws = new PictureDraws(changes, Seed: 3, Epoch: 1, BatchRows.Whole(batch, new int[8]));
                return mixer.Draw(1, batch).Box is not null == draws.Random(place).NextDouble() < 0.5;
            }));
        }
    }

    private static Tensor Images() => arange(60, dtype: ScalarType.Float32).view(3, 1, 4, 5);
}
