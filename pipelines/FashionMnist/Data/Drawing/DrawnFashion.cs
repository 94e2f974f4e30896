using Microsoft.ML;
using ResNetMLNet.Data;
using Real = ResNetMLNet.Data.FashionMnist;

namespace ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;

/// <summary>
/// Garments that are drawn instead of photographed: the classes and the shape of Fashion-MNIST for machines that
/// cannot download it. A seed gives the same pixels everywhere.
/// </summary>
internal static class DrawnFashion
{
    public const int DefaultSeed = 1;
    public const int DefaultTrainRows = 12_000;
    public const int DefaultTestRows = 2_000;

    // In the order of FashionMnist.ClassNames.
    private static readonly Func<DrawRandom, Canvas>[] _garments =
    [
        Tops.TShirt, Bottoms.Trouser, Tops.Pullover, Bottoms.Dress, Tops.Coat,
        Footwear.Sandal, Tops.Shirt, Footwear.Sneaker, Bags.Bag, Footwear.AnkleBoot,
    ];

    /// <summary>The parts are streams of their own: more training rows do not change the test rows.</summary>
    public enum Part
    {
        Train = 0,
        Test = 1,
    }

    /// <summary>Both parts, drawn at first use.</summary>
    public static (IDataView TrainSet, IDataView TestSet) Load(int trainRows = DefaultTrainRows, int testRows = DefaultTestRows) =>
        (View(DefaultSeed, Part.Train, trainRows), View(DefaultSeed, Part.Test, testRows));

    public static IDataView View(int seed, Part part, int rows)
    {
        const int size = Canvas.Size;
        var schema = LabelledImagesSchema.Create(
            LabelledImagesSchema.DefaultPixelsColumnName, LabelledImagesSchema.DefaultLabelColumnName, size, size,
            Real.ClassNames.Count, Real.ClassNames);
        return new LabelledImagesView(schema, () => Draw(seed, part, rows), () => rows);
    }

    public static LabelledImages Draw(int seed, Part part, int rows)
    {
        const int size = Canvas.Size;
        var images = new LabelledImages(new byte[rows * size * size], Labels(seed, part, rows), size, size);
        Parallel.For(0, rows, row =>
        {
            var random = new DrawRandom(seed, (int)part, row);
            var pixels = images.Pixels.AsSpan(row * size * size, size * size);
            _garments[images.Labels[row]](random).Develop(random, pixels);
        });
        return images;
    }

    // Ten rows at a time hold each class once: balanced however few rows there are.
    private static byte[] Labels(int seed, Part part, int rows)
    {
        var labels = new byte[rows];
        var deck = new byte[_garments.Length];
        for (var row = 0; row < rows; row++)
        {
            if (row % deck.Length == 0)
                Shuffle(deck, new DrawRandom(seed, (int)part, -1, row));
            labels[row] = deck[row % deck.Length];
        }

        return labels;
    }

    private static void Shuffle(byte[] deck, DrawRandom random)
    {
        for (var i = 0; i < deck.Length; i++)
            deck[i] = (byte)i;
        for (var i = deck.Length - 1; i > 0; i--)
        {
            var other = random.Below(i + 1);
            (deck[i], deck[other]) = (deck[other], deck[i]);
        }
    }
}
