namespace ResNetMLNet.Training;

/// <summary>The number format in which the convolutions are computed while training.</summary>
/// <remarks>
/// Parameters, batch normalization, loss and optimizer are single precision in every case, and so are the saved
/// weights and the scores.
/// </remarks>
public enum TrainingPrecision
{
    /// <summary><see cref="BFloat16"/> where the processor or GPU computes it natively, else <see cref="Float32"/>.</summary>
    Auto,

    /// <summary>Single precision throughout; NVIDIA's cuDNN may round the factors of convolutions to TF32.</summary>
    Float32,

    /// <summary>Convolutions in bfloat16, as torch's autocast does it: about twice as fast where it is native.</summary>
    BFloat16,
}
