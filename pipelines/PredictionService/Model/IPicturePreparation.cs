using ResNetMLNet.Pipelines.Common.Data;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Turns the content of a picture file into what a model scores, which is small; for any number of threads.</summary>
internal interface IPicturePreparation
{
    /// <summary>Decodes a picture.</summary>
    /// <param name="picture">The picture, whose header is read.</param>
    /// <param name="content">The content of its file.</param>
    /// <returns>The values of the column that is scored.</returns>
    /// <exception cref="UnreadablePictureException">It is damaged.</exception>
    Array Prepare(PictureFile picture, byte[] content);
}
