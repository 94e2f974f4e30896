using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Tests.Training.Images;

[TestClass]
public sealed class DataFingerprintTests
{
    private static readonly ImageShape _shape = new(1, 2, 3);

    [TestMethod]
    public void The_Same_Rows_Should_Have_The_Same_Fingerprint_However_They_Are_Kept()
    {
        var fingerprint = DataFingerprint.Of(Images(_shape, [0, 1, 2], null));

        Assert.AreEqual(64, fingerprint.Length);
        Assert.AreEqual(fingerprint, DataFingerprint.Of(Images(_shape, [0, 1, 2], null, expectedCount: 2)));
        Assert.AreEqual(fingerprint, DataFingerprint.Of(Images(_shape, [0, 1, 2, 3], null).Part([0, 1, 2])));
    }

    [TestMethod]
    public void Anything_Else_Should_Have_Another()
    {
        var changed = Images(_shape, [0, 1, 2], null);
        changed.Add(3)[5] = 1;
        var shifted = Images(_shape, [0, 1, 2], null);
        shifted.Add(3)[4] = 1;
        ImageSet[] sets =
        [
            Images(_shape, [0, 1, 2], null),
            Images(_shape, [0, 1], null),
            Images(_shape, [0, 2, 1], null),
            Images(_shape, [0, 1, 2], null).Part([0, 2, 1]),
            Images(new ImageShape(1, 3, 2), [0, 1, 2], null),
            Images(new ImageShape(2, 1, 3), [0, 1, 2], null),
            Images(_shape, [0, 1, 2], [1, 1, 1]),
            Images(_shape, [0, 1, 2], [1, 1, 2]),
            changed,
            shifted,
        ];
        Assert.AreEqual(sets.Length, sets.Select(DataFingerprint.Of).Distinct().Count());
    }

    /// <summary>The pixels tell the row.</summary>
    private static ImageSet Images(ImageShape shape, int[] labels, float[]? weights, long? expectedCount = null)
    {
        var images = new ImageSet(shape, expectedCount, weights is not null);
        for (var row = 0; row < labels.Length; row++)
            images.Add(labels[row], weights?[row] ?? 1).Fill(row);
        return images;
    }
}
