using Microsoft.ML.Runtime;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>Warns of the pictures of a view that are missing: of each once, however often and by how many threads it is read.</summary>
/// <param name="host">Hears of them.</param>
/// <param name="columnName">The column that they come from.</param>
internal sealed class MissingPictures(IHost host, string columnName)
{
    private const int MostWarnings = 10;

    private readonly HashSet<ulong> _rows = [];
    private readonly Lock _lock = new();
    private bool _hasToldOfMore;

    /// <summary>Warns of the picture of a row, unless that or enough others have been told.</summary>
    /// <param name="row">The row's number.</param>
    /// <param name="message">What is to be told.</param>
    public void Add(ulong row, string message)
    {
        lock (_lock)
        {
            if (_rows.Contains(row) || _hasToldOfMore)
                return;
            _hasToldOfMore = _rows.Count == MostWarnings;
            if (!_hasToldOfMore)
                _rows.Add(row);
            using var channel = host.Start("Reading pictures");
            channel.Warning(MessageSensitivity.UserData, _hasToldOfMore ? $"More pictures of column '{columnName}' are missing." : message);
        }
    }
}
