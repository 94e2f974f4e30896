using System.Globalization;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Distributed.Blocks;

/// <summary>The files of blocks in a folder, which many processes share.</summary>
/// <param name="path">The folder.</param>
/// <param name="format">How blocks are written.</param>
internal sealed class BlockFolder(string path, IBlockFormat format)
{
    private const string Prefix = "block-";

    /// <summary>The numbers of the blocks that are there, in any order.</summary>
    public IEnumerable<long> Blocks => NumbersIn(path, format.Name);

    /// <summary>The numbers of so many blocks.</summary>
    public static IEnumerable<long> Numbers(long count)
    {
        for (var block = 0L; block < count; block++)
            yield return block;
    }

    /// <summary>Whether a folder has blocks, of whatever format.</summary>
    public static bool HasBlocks(string path) => Directory.Exists(path) && NumbersIn(path, "*").Any();

    /// <summary>The file of a block.</summary>
    public string FileOf(long block) =>
        Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{block:D6}.{format.Name}"));

    /// <summary>Whether a block is there, which it is as a whole.</summary>
    public bool Has(long block) => File.Exists(FileOf(block));

    /// <summary>How many rows the file of a block has.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public long CountRows(long block) => format.CountRows(FileOf(block));

    /// <summary>Writes a block, and deletes what a killed process has left of it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(long block, IReadOnlyList<BlockColumn> columns) =>
        AtomicFile.Write(FileOf(block), file => format.Write(columns, file));

    private static IEnumerable<long> NumbersIn(string path, string extension) =>
        from file in Directory.EnumerateFiles(path, $"{Prefix}*.{extension}")
        let name = Path.GetFileNameWithoutExtension(file)[Prefix.Length..]
        where name.All(char.IsAsciiDigit)
        select long.Parse(name, NumberStyles.None, CultureInfo.InvariantCulture);
}
