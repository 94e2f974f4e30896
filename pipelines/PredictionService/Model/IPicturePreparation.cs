using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Turns the content of a picture file into what a model scores, which is small; for any number of threads.</summary>
internal interface IPicturePreparation
{
    /// <summary>What the model's pictures are decoded by.</summary>
    PictureRules Rules { get; }

    /// <summary>Decodes a picture.</summary>
    /// <param name="picture">The picture, whose header is read.</param>
    /// <returns>The values of the column that is scored.</returns>
    /// <exception cref="UnreadablePictureException">It is damaged.</exception>
    Array Prepare(EncodedPicture picture);
}
