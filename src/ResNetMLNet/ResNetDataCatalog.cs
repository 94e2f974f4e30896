using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Data;
using ResNetMLNet.Transforms.Files;
using TrainTestData = Microsoft.ML.DataOperationsCatalog.TrainTestData;

namespace ResNetMLNet;

/// <summary>Loads pictures in the format of MNIST, and Fashion-MNIST itself: <c>mlContext.Data.Load...</c></summary>
public static class ResNetDataCatalog
{
    /// <summary>Makes a loader for pairs of IDX files, which can be saved with a model.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">Column names, image size and classes.</param>
    /// <returns>The loader.</returns>
    /// <exception cref="ArgumentException">An option is invalid; the message names all that are.</exception>
    public static IdxLoader CreateIdxLoader(this DataOperationsCatalog catalog, IdxLoader.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new IdxLoader(options);
    }

    /// <summary>
    /// Loads grey images and their labels from a pair of IDX files, each as it is or gzip-compressed. The size of the
    /// images comes from the file.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="imagesPath">The path of the images file (IDX3 of unsigned bytes).</param>
    /// <param name="labelsPath">The path of the labels file (IDX1 of unsigned bytes).</param>
    /// <param name="classNames">
    /// The names of the classes in the order of the labels. Without names there are as many classes as the largest
    /// label plus 1, and their key values are numbers.
    /// </param>
    /// <param name="pixelsColumnName">The column that gets the pixels, a vector of bytes, height x width.</param>
    /// <param name="labelColumnName">The column that gets the label, a key.</param>
    /// <returns>The images and labels. The pixels are read when the first cursor is opened.</returns>
    /// <exception cref="FileNotFoundException">A file does not exist.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, no IDX file, or unfit for the other one.</exception>
    public static IDataView LoadFromIdx(
        this DataOperationsCatalog catalog, string imagesPath, string labelsPath,
        IReadOnlyList<string>? classNames = null,
        string pixelsColumnName = LabelledImagesSchema.DefaultPixelsColumnName,
        string labelColumnName = LabelledImagesSchema.DefaultLabelColumnName)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        PathArgument.Check(imagesPath);
        PathArgument.Check(labelsPath);
        var source = new FilePair(imagesPath, labelsPath);
        var (header, labels) = IdxReader.Peek(source);
        var loader = new IdxLoader(new IdxLoader.Options
        {
            PixelsColumnName = pixelsColumnName,
            LabelColumnName = labelColumnName,
            ImageHeight = header.Height,
            ImageWidth = header.Width,
            ClassNames = classNames,
            ClassCount = classNames is null ? labels.Max() + 1 : null,
        });
        loader.CheckFit(source, header, labels);
        return loader.Load(source);
    }

    /// <summary>
    /// Loads Fashion-MNIST: 60,000 training and 10,000 test images of clothes, grey, 28 x 28 pixels, in ten classes.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="folder">
    /// A folder with the four files, each as it is or with <c>.gz</c>. A look-alike with the same names, sizes and
    /// label range is taken as well, with any number of rows.
    /// </param>
    /// <param name="progress">Hears of a download, if there is one.</param>
    /// <param name="cancellationToken">Ends a download; no half-written file stays.</param>
    /// <returns>Both sets with the columns <c>Pixels</c> and <c>Label</c>. Pixels are read at first use.</returns>
    /// <remarks>
    /// Without <paramref name="folder"/> the folder in the environment variable <c>FASHION_MNIST_DIR</c> is taken. If
    /// it is not set: the user's cache (<see cref="FashionMnist.CacheFolder"/>), into which missing files are
    /// downloaded (30 MB in all) and verified by their SHA-256.
    /// </remarks>
    /// <exception cref="DirectoryNotFoundException">The named folder does not exist.</exception>
    /// <exception cref="FileNotFoundException">The named folder lacks a file.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or has other sizes or labels.</exception>
    /// <exception cref="FashionMnistNotFoundException">No folder was named, and no mirror could be reached.</exception>
    /// <exception cref="OperationCanceledException">The download was cancelled.</exception>
    public static TrainTestData LoadFashionMnist(
        this DataOperationsCatalog catalog, string? folder = null,
        IProgress<FashionMnistDownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Load(FashionMnistSearch.Default.Find(folder, progress, cancellationToken));
    }

    private static TrainTestData Load(FashionMnistFolder folder)
    {
        var loader = new IdxLoader(new IdxLoader.Options
        {
            ImageHeight = FashionMnist.ImageSize,
            ImageWidth = FashionMnist.ImageSize,
            ClassNames = FashionMnist.ClassNames,
        });
        return new TrainTestData(
            Load(loader, folder.Pair(FashionMnist.TrainImages, FashionMnist.TrainLabels)),
            Load(loader, folder.Pair(FashionMnist.TestImages, FashionMnist.TestLabels)));
    }

    private static IDataView Load(IdxLoader loader, IMultiStreamSource source)
    {
        loader.Check(source);
        return loader.Load(source);
    }
}
