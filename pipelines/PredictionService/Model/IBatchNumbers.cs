namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Computes numbers of prepared pictures together; for one thread at a time.</summary>
internal interface IBatchNumbers
{
    /// <summary>The numbers of each picture.</summary>
    /// <param name="pictures">What <see cref="IPicturePreparation.Prepare"/> made of them.</param>
    float[][] Score(IReadOnlyList<Array> pictures);
}
