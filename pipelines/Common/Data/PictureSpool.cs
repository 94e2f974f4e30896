using System.Security.Cryptography;
using System.Text;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>
/// The names of any number of pictures, in a temporary file instead of in memory: a folder is looked through once, and what is scored is
/// what was found then.
/// </summary>
internal sealed class PictureSpool : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly FileStream _file;

    private PictureSpool() => _file = new FileStream(
        _path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.DeleteOnClose);

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The hash of the names and of what was taken into account besides.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Writes names.</summary>
    /// <param name="files">The files.</param>
    /// <param name="facts">What tells two files of a name apart, cheaply.</param>
    /// <param name="found">Is told how many there are.</param>
    public static PictureSpool Of(IEnumerable<string> files, Func<string, string> facts, Action<long> found)
    {
        var spool = new PictureSpool();
        try
        {
            spool.Write(files, facts, found);
            return spool;
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    /// <summary>The names, in their order.</summary>
    public IEnumerable<string> Files()
    {
        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        using var reader = new BinaryReader(file);
        for (var i = 0L; i < Count; i++)
            yield return reader.ReadString();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Write(IEnumerable<string> files, Func<string, string> facts, Action<long> found)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var writer = new BinaryWriter(_file, Encoding.UTF8, leaveOpen: true);
        foreach (var file in files)
        {
            writer.Write(file);
            hash.AppendData(Encoding.UTF8.GetBytes($"{file}\0{facts(file)}\0"));
            found(++Count);
        }
        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
