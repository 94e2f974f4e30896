using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Data;

/// <summary>
/// Two files, taken literally. ML.NET's <see cref="MultiFileSource"/> would expand wildcards and split at '+', which
/// are legal in file names.
/// </summary>
internal sealed class FilePair(string imagesPath, string labelsPath) : IMultiStreamSource
{
    public int Count => 2;

    public string GetPathOrNull(int index) => index switch
    {
        0 => imagesPath,
        1 => labelsPath,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "The pair has two files: 0 and 1."),
    };

    public Stream Open(int index) => RegularFile.OpenRead(GetPathOrNull(index));

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));
}
