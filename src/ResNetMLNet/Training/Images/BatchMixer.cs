using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Training.Images;

/// <summary>Draws how the images of each batch are mixed.</summary>
/// <param name="settings">What is to be done.</param>
/// <param name="image">The shape of an image.</param>
/// <param name="seed">The seed of the training.</param>
internal sealed class BatchMixer(ImageAugmentation settings, ImageShape image, int seed)
{
    /// <summary>Stands where <see cref="PictureDraws"/> has the place of a picture, and is none.</summary>
    private const int Purpose = -1;

    /// <summary>Draws the mixture of a batch.</summary>
    /// <param name="epoch">The number of the epoch: together with the batch and the seed it decides all that is drawn.</param>
    /// <param name="batch">The number of the batch within its epoch, from 0.</param>
    public Mixture Draw(int epoch, int batch)
    {
        var random = new SplitMix64(seed, epoch, batch, Purpose);
        var cuts = settings.CutMixAlpha > 0 && (settings.MixupAlpha == 0 || random.NextDouble() < 0.5);
        var share = BetaVariate.Next(ref random, cuts ? settings.CutMixAlpha : settings.MixupAlpha);
        return cuts
            ? Mixture.CutMix(share, random.NextBelow(image.Width), random.NextBelow(image.Height), image.Width, image.Height)
            : Mixture.Mixup(share);
    }
}
