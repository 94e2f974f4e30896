using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Evaluation;

/// <summary>Fashion-MNIST in two halves: a network learns from five classes; of the other five there are few images.</summary>
/// <remarks>
/// The network learns from the first five, which are clothes; of the others three are shoes and one is a bag, so that what tells
/// them apart was never asked for.
/// </remarks>
internal sealed class TransferData
{
    private const int Classes = 5;
    private const int ImagesOfClass = 100;

    private readonly MLContext _ml;
    private readonly Garment[] _train;

    public TransferData(MLContext ml)
    {
        _ml = ml;
        var all = FashionMnistData.Load(ml);
        _train = [.. Garment.Read(all.TrainSet)];
        Test = ml.Data.LoadFromEnumerable(Garment.Read(all.TestSet).Where(garment => garment.IsNew).ToArray());
    }

    /// <summary>All test images of the new classes.</summary>
    public IDataView Test { get; }

    /// <summary>Images to train the network with.</summary>
    /// <param name="rows">How many of the 30,000.</param>
    public IDataView Known(int rows) =>
        _ml.Data.LoadFromEnumerable(_train.Where(garment => !garment.IsNew).Take(rows).ToArray());

    /// <summary>A hundred images of each new class.</summary>
    /// <param name="seed">Decides which.</param>
    public IDataView Few(int seed)
    {
        var candidates = _train.Where(garment => garment.IsNew).ToArray();
        new Random(seed).Shuffle(candidates);
        var few = candidates.GroupBy(garment => garment.Label).SelectMany(garments => garments.Take(ImagesOfClass)).ToArray();
        new Random(seed).Shuffle(few);
        return _ml.Data.LoadFromEnumerable(few);
    }

    /// <summary>An image with its class among the five of its half.</summary>
    private sealed class Garment
    {
        /// <summary>The pixels.</summary>
        [VectorType(28, 28)]
        public byte[] Pixels { get; init; } = [];

        /// <summary>The class, a key from 1 on.</summary>
        [KeyType(Classes)]
        public uint Label { get; init; }

        /// <summary>Whether the network does not learn the class.</summary>
        [NoColumn]
        public bool IsNew { get; init; }

        public static IEnumerable<Garment> Read(IDataView view) =>
            view.GetColumn<byte[]>("Pixels").Zip(view.GetColumn<uint>("Label"), (pixels, key) => new Garment
            {
                Pixels = pixels,
                Label = ((key - 1) % Classes) + 1,
                IsNew = key > Classes,
            });
    }
}
