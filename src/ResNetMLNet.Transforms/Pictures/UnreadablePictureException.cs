namespace ResNetMLNet.Transforms.Pictures;

/// <summary>A content that cannot be read as a picture.</summary>
/// <param name="reason">Why, as the end of a sentence that begins with the picture: <c>it is empty</c>.</param>
internal sealed class UnreadablePictureException(string reason) : Exception(reason);
