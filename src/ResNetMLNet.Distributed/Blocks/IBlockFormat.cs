namespace ResNetMLNet.Distributed.Blocks;

/// <summary>How blocks are written to files.</summary>
internal interface IBlockFormat
{
    /// <summary>The format's name, by which the names of files end.</summary>
    string Name { get; }

    /// <summary>The format of a name.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    static IBlockFormat Named(string name) =>
        new IBlockFormat[] { new ParquetBlocks(), new CsvBlocks() }.FirstOrDefault(format => format.Name == name)
        ?? throw new InvalidDataException($"There are no blocks in the format '{name}': it is that of a newer version.");

    /// <summary>Writes a block.</summary>
    void Write(IReadOnlyList<BlockColumn> columns, Stream file);

    /// <summary>How many rows a file has, not counting names.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    long CountRows(string path);
}
