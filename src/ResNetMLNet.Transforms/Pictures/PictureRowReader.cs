using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>Reads the picture of the row where a cursor stands.</summary>
internal sealed class PictureRowReader : IDisposable
{
    private const int MostWarnings = 10;

    private readonly IHost _host;
    private readonly DataViewRow _row;
    private readonly PictureSource _source;
    private readonly Func<(string Name, Func<EncodedPicture> Open)> _next;
    private long _missing;

    /// <param name="host">Hears of pictures that are missing.</param>
    /// <param name="row">The row.</param>
    /// <param name="column">The column of paths or contents.</param>
    /// <param name="source">What is known of it.</param>
    public PictureRowReader(IHost host, DataViewRow row, DataViewSchema.Column column, PictureSource source)
    {
        (_host, _row, _source) = (host, row, source);
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
            Warn($"{name} is missing: {exception.Message}.");
            return null;
        }
        catch (UnreadablePictureException exception)
        {
            throw _host.Except(
                exception,
                $"{name} cannot be read: {exception.Message}. Correct it, remove the row, or let LoadPictures make it a missing picture: "
                + $"unreadable: {nameof(UnreadablePictures)}.{nameof(UnreadablePictures.Missing)}.");
        }
    }

    /// <summary>Tells how many pictures were missing that no warning told of.</summary>
    public void Dispose()
    {
        if (_missing > MostWarnings)
            Tell(FormattableString.Invariant($"{_missing - MostWarnings} more pictures of column '{_source.ColumnName}' are missing."));
    }

    private void Warn(string message)
    {
        if (++_missing <= MostWarnings)
            Tell(message);
    }

    private void Tell(string message)
    {
        using var channel = _host.Start("Reading pictures");
        channel.Warning(MessageSensitivity.UserData, message);
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
