using System.ComponentModel.DataAnnotations;

namespace ResNetMLNet.Training;

/// <summary>
/// Random changes of the training images, drawn anew in each epoch: first of pictures, by resized crop, colour jitter and
/// TrivialAugment, then of features, by crop with padding, horizontal flip and erasing, then of batches, by mixup or CutMix.
/// Validation and scoring never see them.
/// </summary>
/// <remarks>
/// As torchvision's transforms of the same names, and for mixup and CutMix its <c>references/classification</c>. The same seed
/// gives the same changes, whatever the number of threads. Those of pictures need <see cref="ImageStorage.Encoded"/>.
/// </remarks>
public sealed record ImageAugmentation
{
    /// <summary>What says what is done to pictures, and whether it alone has something done.</summary>
    private static readonly (string Name, Func<ImageAugmentation, bool> Changes)[] _ofPictures =
    [
        (nameof(RandomResizedCrop), settings => settings.RandomResizedCrop),
        (nameof(ResizedCropMinimumScale), _ => false),
        (nameof(Brightness), settings => settings.Brightness != 0),
        (nameof(Contrast), settings => settings.Contrast != 0),
        (nameof(Saturation), settings => settings.Saturation != 0),
        (nameof(Hue), settings => settings.Hue != 0),
        (nameof(TrivialAugment), settings => settings.TrivialAugment),
    ];

    /// <summary>
    /// Whether a random part is taken instead of the middle (<c>torchvision.transforms.RandomResizedCrop</c>): of each picture a
    /// part with sides in a ratio from 3 to 4 to 4 to 3, resized to the size of the features. Of JPEG no more is decoded than it
    /// needs.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool RandomResizedCrop { get; init; }

    /// <summary>The smallest share that <see cref="RandomResizedCrop"/> takes of a picture; above 0. The largest is 1.</summary>
    /// <value>The default is torchvision's: 0.08.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double ResizedCropMinimumScale { get; init; } = 0.08;

    /// <summary>
    /// How far the brightness is changed (<c>torchvision.transforms.ColorJitter</c>): by a factor from 1 less this to 1 plus this, and
    /// not below 0. The changes of colour are made in a random order.
    /// </summary>
    /// <value>The default is 0: not at all.</value>
    [Range(0.0, double.MaxValue)]
    public double Brightness { get; init; }

    /// <summary>How far the contrast is changed, as <see cref="Brightness"/>.</summary>
    /// <value>The default is 0: not at all.</value>
    [Range(0.0, double.MaxValue)]
    public double Contrast { get; init; }

    /// <summary>How far the saturation is changed, as <see cref="Brightness"/>.</summary>
    /// <value>The default is 0: not at all.</value>
    [Range(0.0, double.MaxValue)]
    public double Saturation { get; init; }

    /// <summary>How far the hue is turned to either side, in whole turns; from 0 to 0.5.</summary>
    /// <value>The default is 0: not at all.</value>
    [Range(0.0, 0.5)]
    public double Hue { get; init; }

    /// <summary>
    /// Whether one of 14 changes is made (<c>torchvision.transforms.TrivialAugmentWide</c>), as rotation, shear, posterizing, of a
    /// random strength to each picture (Müller and Hutter 2021, "TrivialAugment: Tuning-free Yet State-of-the-Art Data
    /// Augmentation").
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool TrivialAugment { get; init; }

    /// <summary>
    /// The pixels put around an image before it is cut out at a random place
    /// (<c>torchvision.transforms.RandomCrop</c>); from 0, none, to the smaller of height and width.
    /// </summary>
    /// <value>The default is 0.</value>
    [Range(0, int.MaxValue)]
    public int CropPadding { get; init; }

    /// <summary>The value of the pixels put around the image, in the unit of the features: black, if they are normalized.</summary>
    /// <value>The default is 0.</value>
    [Range(double.MinValue, double.MaxValue)]
    public float CropFill { get; init; }

    /// <summary>The probability that an image is mirrored (<c>torchvision.transforms.RandomHorizontalFlip</c>); from 0 to 1.</summary>
    /// <value>The default is 0: never. torchvision's is 0.5.</value>
    [Range(0.0, 1.0)]
    public double HorizontalFlipProbability { get; init; }

    /// <summary>
    /// The probability that a random rectangle is erased: set to <see cref="ErasingFill"/>
    /// (<c>torchvision.transforms.RandomErasing</c>, after Zhong et al. 2017, "Random Erasing Data Augmentation"); from 0 to 1.
    /// </summary>
    /// <value>The default is 0: never. torchvision's is 0.5.</value>
    [Range(0.0, 1.0)]
    public double ErasingProbability { get; init; }

    /// <summary>The smallest share of the image that is erased, above 0.</summary>
    /// <value>The default is torchvision's: 0.02.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double ErasingMinimumScale { get; init; } = 0.02;

    /// <summary>The largest share of the image that is erased; from <see cref="ErasingMinimumScale"/> to 1.</summary>
    /// <value>The default is torchvision's: 0.33.</value>
    public double ErasingMaximumScale { get; init; } = 0.33;

    /// <summary>
    /// The largest ratio of the erased rectangle's sides, at least 1; the smallest is its reciprocal.
    /// </summary>
    /// <value>The default is torchvision's, about 1 to 3.3 and 3.3 to 1: 3.3.</value>
    [Range(1.0, double.MaxValue)]
    public double ErasingMaximumRatio { get; init; } = 3.3;

    /// <summary>The value of erased pixels in the unit of the features: the mean, if they are normalized.</summary>
    /// <value>The default is torchvision's: 0.</value>
    [Range(double.MinValue, double.MaxValue)]
    public float ErasingFill { get; init; }

    /// <summary>
    /// The alpha of mixup, which adds up two images of a batch; at least 0: both parameters of the beta distribution of the shares by
    /// which each image is added to the one before it, and its label likewise (Zhang et al. 2017, "mixup: Beyond Empirical Risk
    /// Minimization").
    /// </summary>
    /// <remarks>
    /// With <see cref="CutMixAlpha"/> above 0 too, one of the two is drawn for each batch. The accuracy of the training counts the
    /// label with the larger share.
    /// </remarks>
    /// <value>The default is 0: never. torchvision's recipes have 0.2.</value>
    [Range(0, double.MaxValue)]
    public double MixupAlpha { get; init; }

    /// <summary>
    /// The alpha of CutMix, which puts in a part of another image; at least 0: both parameters of the beta distribution of the share
    /// of each image that stays when a rectangle of the one before it is put in, by whose pixels the labels are shared (Yun et al.
    /// 2019, "CutMix: Regularization Strategy to Train Strong Classifiers with Localizable Features").
    /// </summary>
    /// <value>The default is 0: never. torchvision's recipes have 1.</value>
    [Range(0, double.MaxValue)]
    public double CutMixAlpha { get; init; }

    /// <summary>Whether the images of a batch are mixed.</summary>
    internal bool MixesImages => MixupAlpha != 0 || CutMixAlpha != 0;

    /// <summary>The names of the properties that say what is done to pictures.</summary>
    internal static IEnumerable<string> OfPictures => _ofPictures.Select(property => property.Name);

    /// <summary>Whether something is done to pictures, which are then needed as they are encoded.</summary>
    internal bool ChangesPictures => _ofPictures.Any(property => property.Changes(this));

    /// <summary>Whether there is an image that it changes; true of values that are none, too.</summary>
    internal bool ChangesImages =>
        ChangesPictures || CropPadding != 0 || HorizontalFlipProbability != 0 || ErasingProbability != 0 || MixesImages;

    internal void Check(OptionChecks checks, ImageStorage storage)
    {
        checks.Require(
            ErasingMaximumScale <= 1 && ErasingMaximumScale >= ErasingMinimumScale,
            $"{nameof(TorchTrainerOptions.Augmentation)}.{nameof(ErasingMaximumScale)}",
            ErasingMaximumScale,
            $"from {nameof(ErasingMinimumScale)} to 1");
        if (ChangesPictures && storage != ImageStorage.Encoded)
        {
            checks.Refuse(
                $"{nameof(TorchTrainerOptions.Augmentation)} changes pictures, but with {nameof(ImageStorage)} {storage} there are none "
                + $"when it is their turn: set {nameof(ImageStorage)} to {nameof(ImageStorage.Encoded)}, or leave out resized crop, "
                + "colour jitter and TrivialAugment.");
        }
    }
}
