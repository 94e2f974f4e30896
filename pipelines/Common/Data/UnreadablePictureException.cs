namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>A file that cannot be read as a picture.</summary>
/// <param name="reason">Why, as the end of a sentence: <c>it is empty</c>.</param>
internal sealed class UnreadablePictureException(string reason) : Exception(reason);
