namespace ResNetMLNet.Distributed;

/// <summary>The format of blocks of scored rows.</summary>
public enum BlockFormat
{
    /// <summary>Apache Parquet: columns of their type, a row group for each file; a value that is missing is null.</summary>
    Parquet,

    /// <summary>Comma-separated values in UTF-8 with a line of names, quoted by RFC 4180; a value that is missing is empty.</summary>
    Csv,
}
