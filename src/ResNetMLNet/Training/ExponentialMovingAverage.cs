using System.ComponentModel.DataAnnotations;

namespace ResNetMLNet.Training;

/// <summary>
/// An average of the weights, later ones weighing more, that takes their place in validation and in the returned model
/// (<c>ExponentialMovingAverage</c> of torchvision's <c>references/classification</c>).
/// </summary>
/// <remarks>
/// The running means and variances of batch normalization are averaged too. While a schedule warms up, the average is a copy of the
/// weights. It takes as much memory as they.
/// </remarks>
public sealed record ExponentialMovingAverage
{
    /// <summary>
    /// The share that the average keeps of itself, from 0 to below 1, before it is adjusted: what the weights add is (1 - decay)
    /// times batch size times <see cref="Steps"/> over epochs, at most 1, so that one decay serves many trainings of a set of images.
    /// </summary>
    /// <value>The default is torchvision's, for the 1.2 million images of ImageNet: 0.99998. Fewer images need less.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Decay { get; init; } = 0.99998;

    /// <summary>
    /// The batches from one update of the average to the next, at least 1; the first is behind the first batch of each epoch.
    /// </summary>
    /// <value>The default is torchvision's: 32.</value>
    [Range(1, int.MaxValue)]
    public int Steps { get; init; } = 32;
}
