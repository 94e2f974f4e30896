namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Scores prepared pictures together; for one thread at a time.</summary>
internal interface IBatchScoring
{
    /// <summary>The classes in the order of the scores.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>A prepared picture without content.</summary>
    Array Blank { get; }

    /// <summary>The bytes that a prepared picture takes in memory.</summary>
    long PictureBytes { get; }

    /// <summary>The probabilities of each picture.</summary>
    /// <param name="pictures">What <see cref="IPicturePreparation.Prepare"/> made of them.</param>
    float[][] Score(IReadOnlyList<Array> pictures);
}
