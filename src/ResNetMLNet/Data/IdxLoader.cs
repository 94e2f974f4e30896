using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Data;

/// <summary>
/// Loads grey images and their labels from a pair of IDX files, the format of MNIST and Fashion-MNIST: first the
/// images (IDX3 of unsigned bytes), second the labels (IDX1 of unsigned bytes), each as it is or gzip-compressed.
/// </summary>
/// <remarks>
/// <para>
/// The output has two columns: the pixels, a <c>Vector&lt;Byte, height, width&gt;</c> from 0 (black) to 255 (white),
/// and the label, a <c>Key&lt;UInt32&gt;</c> with the class names, or numbers, as key values.
/// </para>
/// <para>
/// Loading is lazy: the pixels are read when the first cursor is opened, once, and stay in memory, one byte per pixel,
/// shared by all cursors. The view can be shuffled and knows its row count.
/// </para>
/// </remarks>
public sealed partial class IdxLoader : IDataLoader<IMultiStreamSource>
{
    private readonly string _pixelsColumnName;
    private readonly string _labelColumnName;
    private readonly int _imageHeight;
    private readonly int _imageWidth;
    private readonly int _classCount;
    private readonly string[]? _classNames;
    private readonly DataViewSchema _schema;

    /// <exception cref="ArgumentException">An option is invalid; the message names all that are.</exception>
    internal IdxLoader(Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _pixelsColumnName = options.PixelsColumnName;
        _labelColumnName = options.LabelColumnName;
        _imageHeight = options.ImageHeight;
        _imageWidth = options.ImageWidth;
        _classNames = options.ClassNames?.ToArray();
        _classCount = _classNames?.Length ?? options.ClassCount ?? DefaultClassCount;
        _schema = LabelledImagesSchema.Create(
            _pixelsColumnName, _labelColumnName, _imageHeight, _imageWidth, _classCount, _classNames);
    }

    private const int DefaultClassCount = 10;

    /// <summary>The schema of what <see cref="Load"/> returns, known before any file is.</summary>
    public DataViewSchema GetOutputSchema() => _schema;

    /// <summary>Makes a view over two files. They are opened when the first cursor is.</summary>
    /// <param name="source">Two streams: the images first, the labels second.</param>
    /// <returns>The images and labels.</returns>
    /// <exception cref="ArgumentException"><paramref name="source"/> has not exactly two streams.</exception>
    /// <remarks>
    /// Opening a cursor throws <see cref="FileNotFoundException"/> where a file is missing, and
    /// <see cref="InvalidDataException"/> where one is damaged, is no IDX file, or fits neither the other one nor the
    /// options; both say which file, what was expected and what to do.
    /// </remarks>
    public IDataView Load(IMultiStreamSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Count != 2)
        {
            throw new ArgumentException(
                $"The source has {source.Count} files; expected 2. To fix it: pass the images file first and the " +
                "labels file second.", nameof(source));
        }

        return new LabelledImagesView(
            _schema, () => IdxReader.Read(source, (header, labels) => CheckFit(source, header, labels)), () => Check(source));
    }

    /// <summary>Checks all that can be checked without reading the pixels, and tells the number of images.</summary>
    internal int Check(IMultiStreamSource source)
    {
        var (header, labels) = IdxReader.Peek(source);
        CheckFit(source, header, labels);
        return labels.Length;
    }

    internal void CheckFit(IMultiStreamSource source, IdxHeader header, byte[] labels)
    {
        if (header.Height != _imageHeight || header.Width != _imageWidth)
        {
            throw IdxStream.Bad(
                IdxReader.NameOf(source, 0), $"has images of {header.Height} x {header.Width} pixels (height x width)",
                $"{_imageHeight} x {_imageWidth}",
                "load files of that size, or set ImageHeight and ImageWidth to theirs");
        }

        var row = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(_classCount - 1));
        if (row < 0)
            return;
        throw IdxStream.Bad(
            IdxReader.NameOf(source, 1), $"has label {labels[row]} in row {row} (counted from 0)",
            $"0 to {_classCount - 1}, because there are {_classCount} classes",
            "correct the label, or declare more classes by ClassCount or ClassNames");
    }
}
