namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Computes the probabilities of prepared pictures together; for one thread at a time.</summary>
internal interface IBatchScoring : IBatchNumbers
{
    /// <summary>The classes in the order of the scores.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>A prepared picture without content.</summary>
    Array Blank { get; }

    /// <summary>The bytes that a prepared picture takes in memory.</summary>
    long PictureBytes { get; }
}
