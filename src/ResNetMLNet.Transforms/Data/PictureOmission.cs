namespace ResNetMLNet.Transforms.Data;

/// <summary>Something that lies in a folder of pictures and is left out.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="Reason">The kind of reason.</param>
/// <param name="Explanation">The reason as the end of a sentence that begins with the path: <c>it is empty</c>.</param>
public sealed record PictureOmission(string Path, PictureOmissionReason Reason, string Explanation);
