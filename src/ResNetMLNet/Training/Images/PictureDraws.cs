namespace ResNetMLNet.Training.Images;

/// <summary>The random changes of the pictures of one batch.</summary>
/// <param name="Changes">What is drawn.</param>
/// <param name="Seed">The seed of the training.</param>
/// <param name="Epoch">The number of the epoch.</param>
/// <param name="Rows">The rows of the batch that the pictures are of.</param>
internal sealed record PictureDraws(PictureChanges Changes, int Seed, int Epoch, BatchRows Rows)
{
    /// <summary>The random numbers of one of the pictures: no other picture of the batch takes any of them.</summary>
    public SplitMix64 Random(int index) => new(Seed, Epoch, Rows.Number, Rows.Place(index));
}
