namespace ResNetMLNet.Data;

/// <summary>What an IDX file is expected to hold. The value is the number of its dimensions.</summary>
internal enum IdxKind
{
    /// <summary>One unsigned byte per row.</summary>
    Labels = 1,

    /// <summary>One grey image of unsigned bytes per row.</summary>
    Images = 3,
}
