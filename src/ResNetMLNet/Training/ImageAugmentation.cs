namespace ResNetMLNet.Training;

/// <summary>
/// Random changes of the training images, drawn anew in each epoch: crop with padding, then horizontal flip, then erasing.
/// Validation and scoring never see them.
/// </summary>
/// <remarks>
/// As torchvision's transforms of the same names. The same seed gives the same changes, whatever the number of threads.
/// </remarks>
public sealed record ImageAugmentation
{
    /// <summary>
    /// The pixels put around an image before a window of its size is cut out at a random place
    /// (<c>torchvision.transforms.RandomCrop</c>); from 0, none, to the smaller of height and width.
    /// </summary>
    /// <value>The default is 0.</value>
    public int CropPadding { get; init; }

    /// <summary>The value of the pixels put around the image, in the unit of the features: black, if they are normalized.</summary>
    /// <value>The default is 0.</value>
    public float CropFill { get; init; }

    /// <summary>The probability that an image is mirrored (<c>torchvision.transforms.RandomHorizontalFlip</c>); from 0 to 1.</summary>
    /// <value>The default is 0: never. torchvision's is 0.5.</value>
    public double HorizontalFlipProbability { get; init; }

    /// <summary>
    /// The probability that a random rectangle of an image is set to <see cref="ErasingFill"/>
    /// (<c>torchvision.transforms.RandomErasing</c>, after Zhong et al. 2017, "Random Erasing Data Augmentation"); from 0 to 1.
    /// </summary>
    /// <value>The default is 0: never. torchvision's is 0.5.</value>
    public double ErasingProbability { get; init; }

    /// <summary>The smallest share of the image that is erased, above 0.</summary>
    /// <value>The default is torchvision's: 0.02.</value>
    public double ErasingMinimumScale { get; init; } = 0.02;

    /// <summary>The largest share of the image that is erased, from <see cref="ErasingMinimumScale"/> to 1.</summary>
    /// <value>The default is torchvision's: 0.33.</value>
    public double ErasingMaximumScale { get; init; } = 0.33;

    /// <summary>
    /// The largest ratio between the sides of the erased rectangle, at least 1; the smallest is its reciprocal.
    /// </summary>
    /// <value>The default is torchvision's, about 1 to 3.3 and 3.3 to 1: 3.3.</value>
    public double ErasingMaximumRatio { get; init; } = 3.3;

    /// <summary>The value of erased pixels in the unit of the features: the mean, if they are normalized.</summary>
    /// <value>The default is torchvision's: 0.</value>
    public float ErasingFill { get; init; }

    internal void Check(OptionChecks checks)
    {
        checks.Require(CropPadding >= 0, Name(nameof(CropPadding)), CropPadding, "at least 0");
        checks.Require(float.IsFinite(CropFill), Name(nameof(CropFill)), CropFill, "a finite number");
        checks.Require(float.IsFinite(ErasingFill), Name(nameof(ErasingFill)), ErasingFill, "a finite number");
        checks.Require(
            HorizontalFlipProbability is >= 0 and <= 1, Name(nameof(HorizontalFlipProbability)), HorizontalFlipProbability, "from 0 to 1");
        checks.Require(ErasingProbability is >= 0 and <= 1, Name(nameof(ErasingProbability)), ErasingProbability, "from 0 to 1");
        checks.Require(ErasingMinimumScale is > 0 and <= 1, Name(nameof(ErasingMinimumScale)), ErasingMinimumScale, "above 0 and at most 1");
        checks.Require(
            ErasingMaximumScale <= 1 && ErasingMaximumScale >= ErasingMinimumScale,
            Name(nameof(ErasingMaximumScale)),
            ErasingMaximumScale,
            $"from {nameof(ErasingMinimumScale)} to 1");
        checks.Require(
            ErasingMaximumRatio >= 1 && double.IsFinite(ErasingMaximumRatio), Name(nameof(ErasingMaximumRatio)), ErasingMaximumRatio, "a finite number of at least 1");
    }

    private static string Name(string property) => $"{nameof(TorchTrainerOptions.Augmentation)}.{property}";
}
