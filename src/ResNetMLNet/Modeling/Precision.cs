namespace ResNetMLNet.Modeling;

/// <summary>The number format in which convolutions are computed.</summary>
/// <remarks>
/// Parameters, loss, optimizer, saved weights and scores are single precision in every case; in training so is batch
/// normalization, which scoring folds into the convolutions.
/// </remarks>
public enum Precision
{
    /// <summary><see cref="BFloat16"/> where the processor or GPU computes it natively, else <see cref="Float32"/>.</summary>
    Auto,

    /// <summary>Single precision throughout, on GPUs without TF32 too.</summary>
    Float32,

    /// <summary>
    /// Convolutions in bfloat16, in training as torch's autocast does it: about twice as fast where it is native. Probabilities
    /// differ from those of single precision by up to about a hundredth.
    /// </summary>
    BFloat16,
}
