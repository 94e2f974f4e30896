using ResNetMLNet.Pipelines.Common.Data;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Turns the content of a picture file into what a model scores, which is small; for any number of threads.</summary>
internal interface IPicturePreparation
{
    /// <summary>Decodes a picture.</summary>
    /// <param name="content">The content of the file.</param>
    /// <param name="mostPixels">The most pixels that the picture may have.</param>
    /// <returns>The values of the column that is scored.</returns>
    /// <exception cref="UnreadablePictureException">It is no sound PNG or JPEG picture, or too large.</exception>
    Array Prepare(byte[] content, long mostPixels);
}
