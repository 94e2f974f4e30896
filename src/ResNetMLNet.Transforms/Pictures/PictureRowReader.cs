using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>Reads the picture of the row where a cursor stands.</summary>
internal sealed class PictureRowReader
{
    private readonly IHost _host;
    private readonly DataViewRow _row;
    private readonly PictureSource _source;
    private readonly MissingPictures _missing;
    private readonly Func<(string Name, Func<EncodedPicture> Open)> _next;

    /// <param name="host">Names what is wrong.</param>
    /// <param name="row">The row.</param>
    /// <param name="column">The column of paths or contents.</param>
    /// <param name="source">What is known of it.</param>
    /// <param name="missing">Is told of pictures that are missing.</param>
    public PictureRowReader(IHost host, DataViewRow row, DataViewSchema.Column column, PictureSource source, MissingPictures missing)
    {
        (_host, _row, _source, _missing) = (host, row, source, missing);
        _next = PictureSource.IsPath(column.Type) ? Files(column) : Contents(column);
    }

    /// <summary>Reads the picture; null if it cannot be read and may be missing.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read.</exception>
    public MLImage? Read()
    {
        var (name, open) = _next();
        try
        {
            using var picture = open();
            return picture.Decode();
        }
        catch (UnreadablePictureException exception) when (_source.Unreadable == UnreadablePictures.Missing)
        {
            _missing.Add(_row.Id(), $"{name} is missing: {exception.Message}.");
            return null;
        }
        catch (UnreadablePictureException exception)
        {
            throw _host.Except(
                exception,
                $"{name} cannot be read: {exception.Message}. Correct it, remove the row, or let LoadPictures make it a missing picture: "
                + $"unreadable: {nameof(UnreadablePictures)}.{nameof(UnreadablePictures.Missing)}.");
        }
        catch (Exception exception) when (MemoryShortage.IsBehind(exception))
        {
            throw MemoryShortage.Explained(exception, $"{name} is decoded. {PictureSource.MemoryRemedy}");
        }
    }

    private Func<(string Name, Func<EncodedPicture> Open)> Files(DataViewSchema.Column column)
    {
        var getPath = _row.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> path = default;
        return () =>
        {
            getPath(ref path);
            var file = _source.FileOf(path);
            return (Name($"'{file}'"), () => EncodedPicture.Open(file, _source.Rules));
        };
    }

    private Func<(string Name, Func<EncodedPicture> Open)> Contents(DataViewSchema.Column column)
    {
        var getContent = _row.GetGetter<VBuffer<byte>>(column);
        VBuffer<byte> content = default;
        return () =>
        {
            getContent(ref content);
            var bytes = content.DenseValues().ToArray();
            return (Name($"of {bytes.Length} bytes"), () => EncodedPicture.Open(bytes, _source.Rules));
        };
    }

    private string Name(FormattableString picture) => FormattableString.Invariant(
        $"The picture {FormattableString.Invariant(picture)} of column '{_source.ColumnName}' in the row of id {_row.Id()}");
}
