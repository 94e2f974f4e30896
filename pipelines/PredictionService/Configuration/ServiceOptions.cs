namespace ResNetMLNet.Pipelines.PredictionService.Configuration;

/// <summary>What can be set in the section <c>PredictionService</c> of the configuration.</summary>
internal sealed class ServiceOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "PredictionService";

    /// <summary>The model.zip to serve; a relative path counts from the folder in which the service is started.</summary>
    public string ModelPath { get; set; } = "artifacts/fashion-mnist/model.zip";

    /// <summary>What computes the model's network.</summary>
    public ModelRuntime Runtime { get; set; } = ModelRuntime.Auto;

    /// <summary>
    /// The probability below which an answer names no class, above 0 and below 1; null to name one always, unless the model itself
    /// does not.
    /// </summary>
    public double? RejectBelow { get; set; }

    /// <summary>
    /// The probability below which no class is named, by the setting or by the model, whichever is higher; null for none.
    /// </summary>
    /// <param name="ofModel">The model's own; null for none.</param>
    public float? EffectiveRejectBelow(float? ofModel) => new[] { (float?)RejectBelow, ofModel }.Max();

    /// <summary>The threads that compute on the CPU; null for the cores, or those of the container's quota.</summary>
    public int? Threads { get; set; }

    /// <summary>How often the file is looked at, so that a new one is taken up.</summary>
    public TimeSpan ModelPollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The most pictures that are scored at once.</summary>
    public int MaximumBatchSize { get; set; } = 64;

    /// <summary>The longest that a picture waits for others which are already on their way.</summary>
    public TimeSpan MaximumBatchDelay { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>The most pictures that are accepted and not yet being scored; with more the answer is 429.</summary>
    public int QueueCapacity { get; set; } = 512;

    /// <summary>The most bytes that a request may send.</summary>
    public int MaximumBodyBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// The most bytes for the pictures of all requests together: as they are sent, while they are decoded, and until they are
    /// scored; with more the answer is 429.
    /// </summary>
    public long MaximumBufferedBytes { get; set; } = 512 * 1024 * 1024;

    /// <summary>The most pixels that a picture may have.</summary>
    public long MaximumPixels { get; set; } = 25_000_000;

    /// <summary>The most pictures of one request.</summary>
    public int MaximumPictures { get; set; } = 64;

    /// <summary>The longest that a request's body may take to arrive.</summary>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
