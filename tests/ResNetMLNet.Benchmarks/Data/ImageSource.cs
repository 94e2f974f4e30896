using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Data;
using ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;
using ResNetMLNet.Training.Recipes;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Benchmarks.Data;

/// <summary>Where the images of a measurement come from: Fashion-MNIST if its folder is named, else drawn garments.</summary>
internal static class ImageSource
{
    /// <summary>Whether the images come from files.</summary>
    public static bool IsReal => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(FashionMnist.FolderVariable));

    /// <summary>The name of the data, for reports.</summary>
    public static string Name => IsReal ? "Fashion-MNIST" : "drawn garments (no folder named in FASHION_MNIST_DIR)";

    /// <summary>Loads the views again: what an earlier view had read is not reused.</summary>
    public static (IDataView TrainSet, IDataView TestSet) Views(MLContext ml, int rows)
    {
        if (!IsReal)
            return DrawnFashion.Load(rows, rows);
        var real = ml.Data.LoadFashionMnist();
        return (real.TrainSet, real.TestSet);
    }

    /// <summary>Adds features of a size to a view of pixels.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="view">The view.</param>
    /// <param name="size">Height and width of the features' images.</param>
    /// <param name="recipe">Whose mean and deviation the pixels are normalized by; null to scale them to [0, 1].</param>
    public static IDataView Featurize(MLContext ml, IDataView view, int size, ResNetRecipe? recipe = null) => ml.Transforms
        .PixelsToFeatures(
            ColumnName.Features, "Pixels", size, size, mean: recipe?.PixelMean, standardDeviation: recipe?.PixelStandardDeviation)
        .Fit(view)
        .Transform(view);

    /// <summary>Reads training images into memory.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="rows">The number of images; there may be fewer.</param>
    /// <param name="size">Their height and width.</param>
    /// <param name="classes">The number of classes; the true labels are kept if it is ten.</param>
    public static Images Load(MLContext ml, int rows, int size, int classes)
    {
        var view = Featurize(ml, Views(ml, rows).TrainSet, size);
        var count = (int)Math.Min(rows, view.GetRowCount() ?? rows);
        var images = new Images(new float[count * size * size], new int[count], size, classes);
        Fill(images, view);
        for (var row = 0; classes != FashionMnist.ClassNames.Count && row < count; row++)
            images.Labels[row] = row % classes;
        return images;
    }

    /// <summary>Takes pixels and labels of the first rows of a featurized view.</summary>
    /// <param name="images">The images, as many as are to be read.</param>
    /// <param name="view">The view.</param>
    public static void Fill(Images images, IDataView view) => Read(view, images.Count, (row, features, label) =>
    {
        features.CopyTo(images.Values.AsSpan(row * images.Length, images.Length));
        images.Labels[row] = label;
    });

    /// <summary>Reads the first rows of a featurized view.</summary>
    /// <param name="view">The view.</param>
    /// <param name="rows">The most rows to read.</param>
    /// <param name="each">Receives the row's number, features and label, from 0.</param>
    /// <returns>The rows read.</returns>
    public static int Read(IDataView view, int rows, Action<int, VBuffer<float>, int> each)
    {
        var (features, label) = (view.Schema[ColumnName.Features], view.Schema[ColumnName.Label]);
        using var cursor = view.GetRowCursor([features, label]);
        var featureGetter = cursor.GetGetter<VBuffer<float>>(features);
        var labelGetter = cursor.GetGetter<uint>(label);
        VBuffer<float> values = default;
        var key = 0u;
        var row = 0;
        for (; row < rows && cursor.MoveNext(); row++)
        {
            featureGetter(ref values);
            labelGetter(ref key);
            each(row, values, (int)key - 1);
        }
        return row;
    }
}
