namespace ResNetMLNet.Transforms.Pictures;

/// <summary>
/// A content that cannot be read as a picture: what stands behind the error of a row that <c>LoadPictures</c> cannot read.
/// </summary>
/// <remarks>The message says why, as the end of a sentence that begins with the picture: <c>it is empty</c>.</remarks>
public sealed class UnreadablePictureException : Exception
{
    internal UnreadablePictureException(string reason, Exception? inner = null)
        : base(reason, inner)
    {
    }

    internal static UnreadablePictureException Damaged() => new("it is damaged or cut short");

    internal static UnreadablePictureException NotThere() => new("it does not exist");
}
