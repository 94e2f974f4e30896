namespace ResNetMLNet.Scoring;

/// <summary>The number format in which a model computes its convolutions when it scores.</summary>
/// <remarks>The weights in the model file are single precision in every case, and so are the scores.</remarks>
public enum ScoringPrecision
{
    /// <summary>Single precision throughout; NVIDIA's cuDNN may round the factors of convolutions to TF32.</summary>
    Float32,

    /// <summary>
    /// Convolutions in bfloat16: faster where the processor computes it natively, with probabilities that differ by up to about
    /// a hundredth.
    /// </summary>
    BFloat16,

    /// <summary><see cref="BFloat16"/> where the processor or GPU computes it natively, else <see cref="Float32"/>.</summary>
    Auto,
}
