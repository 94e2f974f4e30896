using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Prepares pictures for the models of <c>pipelines/FashionMnist</c>, which take in grey pixels.</summary>
/// <param name="width">The width of the images in pixels.</param>
/// <param name="height">Their height.</param>
internal sealed class GrayPreparation(int width, int height) : IPicturePreparation
{
    /// <inheritdoc/>
    public PictureRules Rules => GrayPixels.Rules;

    /// <inheritdoc/>
    public Array Prepare(EncodedPicture picture)
    {
        using var color = picture.Decode();
        return GrayPixels.Of(color).Fit(width, height);
    }
}
