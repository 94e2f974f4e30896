using ResNetMLNet.History;

namespace ResNetMLNet.Training.Callbacks;

/// <summary>The event file of one training, which is brought up to its history again and again.</summary>
/// <param name="folder">Where the file is; made if it is not there.</param>
/// <param name="epochsBefore">The epochs that were finished before, of which files in the folder tell.</param>
internal sealed class EventFile(string folder, int epochsBefore)
{
    private readonly double _began = UnixTime();
    private readonly List<double> _times = [];
    private string? _path;
    private long _length;
    private int _rows;
    private bool _isRestart = epochsBefore > 0;

    /// <summary>Appends what the file lacks. If that fails, the next call makes up for it, with the same bytes.</summary>
    /// <exception cref="IOException">The file cannot be written. It has what it had before.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, for want of the right to.</exception>
    public void Update(IReadOnlyList<EpochMetrics> history)
    {
        while (_times.Count < history.Count)
            _times.Add(UnixTime());
        if (_path is null || LengthOf(_path) < _length)
            Begin();
        var records = Records(history);
        if (records.Length == 0)
            return;
        // Readers keep the file open while it grows.
        using (var file = new FileStream(_path!, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
            EventRecord.Append(file, _length, records);
        _length += records.Length;
        _rows = history.Count;
    }

    private byte[] Records(IReadOnlyList<EpochMetrics> history)
    {
        using var stream = new MemoryStream();
        if (_length == 0)
        {
            EventRecord.Write(stream, TrainingEvents.Version(_began));
            if (_isRestart)
                EventRecord.Write(stream, TrainingEvents.Restart(_began, _rows + 1));
        }
        for (var row = _rows; row < history.Count; row++)
            EventRecord.Write(stream, TrainingEvents.Epoch(_times[row], history[row]));
        return stream.ToArray();
    }

    /// <summary>Makes an empty file, the first one or one for a file that was lost.</summary>
    private void Begin()
    {
        Directory.CreateDirectory(folder);
        var path = EventFileName.Next(folder, out var isFirst);
        using (new FileStream(path, FileMode.CreateNew))
            _path = path;
        _isRestart |= _length > 0;
        _length = 0;
        _rows = isFirst ? 0 : epochsBefore;
    }

    private static long LengthOf(string path) => File.Exists(path) ? new FileInfo(path).Length : -1;

    private static double UnixTime() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
}
