using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Training.Images;

/// <summary>A picture as it is encoded.</summary>
/// <param name="File">Where it lies; null for in memory.</param>
/// <param name="Bytes">What is in memory.</param>
internal readonly record struct EncodedContent(string? File, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Opens the picture.</summary>
    /// <exception cref="UnreadablePictureException">It cannot be read.</exception>
    public EncodedPicture Open(PictureRules rules) =>
        File is null ? EncodedPicture.Open(Bytes, rules) : EncodedPicture.Open(File, rules);

    /// <summary>Whether the picture can be read to its end.</summary>
    public bool CanBeRead(PictureRules rules)
    {
        try
        {
            using var picture = Open(rules);
            picture.Check();
            return true;
        }
        catch (UnreadablePictureException)
        {
            return false;
        }
    }

    /// <summary>What the picture is called in messages, behind its article.</summary>
    public override string ToString() =>
        File is null ? FormattableString.Invariant($"picture of {Bytes.Length} bytes") : $"picture '{File}'";
}
