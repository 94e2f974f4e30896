namespace ResNetMLNet.Training.Images;

/// <summary>The random changes of the pictures of one batch.</summary>
/// <param name="Changes">What is drawn.</param>
/// <param name="Seed">The seed of the training.</param>
/// <param name="Epoch">The number of the epoch.</param>
/// <param name="Batch">The number of the batch within its epoch, from 0.</param>
internal sealed record PictureDraws(PictureChanges Changes, int Seed, int Epoch, int Batch)
{
    /// <summary>The random numbers of a picture by its place in the batch: no other picture takes any of them.</summary>
    public SplitMix64 Random(int place) => new(Seed, Epoch, Batch, place);
}
