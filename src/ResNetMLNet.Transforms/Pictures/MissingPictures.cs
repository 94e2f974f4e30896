using Microsoft.ML.Runtime;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>Warns of the pictures of a view that are missing: of each once, however often and by how many threads it is read.</summary>
/// <param name="host">Hears of them.</param>
/// <param name="source">Where they come from.</param>
internal sealed class MissingPictures(IHost host, PictureSource source)
{
    private const int MostWarnings = 10;

    private readonly HashSet<ulong> _rows = [];
    private readonly Lock _lock = new();
    private bool _hasToldOfMore;

    /// <summary>Warns of the picture of a row, unless that or enough others have been told.</summary>
    /// <param name="content">The picture.</param>
    /// <param name="exception">Why it cannot be read.</param>
    public void Add(EncodedContent content, UnreadablePictureException exception)
    {
        lock (_lock)
        {
            if (_rows.Contains(content.Row) || _hasToldOfMore)
                return;
            _hasToldOfMore = _rows.Count == MostWarnings;
            if (!_hasToldOfMore)
                _rows.Add(content.Row);
            using var channel = host.Start("Reading pictures");
            channel.Warning(MessageSensitivity.UserData, _hasToldOfMore
                ? $"More pictures of column '{source.ColumnName}' are missing."
                : PictureText.Missing(source, content, exception));
        }
    }
}
