namespace ResNetMLNet.Transforms.Pictures;

/// <summary>A picture of a row as it is encoded.</summary>
/// <param name="File">Where it lies; null for in memory.</param>
/// <param name="Bytes">What is in memory.</param>
/// <param name="Row">The row's number.</param>
internal readonly record struct EncodedContent(string? File, ReadOnlyMemory<byte> Bytes, ulong Row)
{
    /// <summary>Opens the picture.</summary>
    /// <exception cref="UnreadablePictureException">It cannot be read.</exception>
    public EncodedPicture Open(PictureRules rules) =>
        File is null ? EncodedPicture.Open(Bytes, rules) : EncodedPicture.Open(File, rules);

    /// <summary>Why the picture cannot be read, to its end if it may be missing, else by its first bytes; null if it can.</summary>
    public UnreadablePictureException? Fault(PictureSource source)
    {
        try
        {
            if (source.Unreadable == UnreadablePictures.Missing)
                CheckWhole(source.Rules);
            else
                PictureSignatures.FormatOf(File is null ? Bytes.Span : PictureFile.ReadStart(File));
            return null;
        }
        catch (UnreadablePictureException exception)
        {
            return exception;
        }
    }

    private void CheckWhole(PictureRules rules)
    {
        using var picture = Open(rules);
        picture.Check();
    }
}
