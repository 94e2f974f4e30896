using Microsoft.ML;

namespace ResNetMLNet.Transforms.Data;

/// <summary>The pictures of a folder that has a sub-folder for each class.</summary>
public sealed class PictureFolder
{
    internal PictureFolder(
        string path,
        IReadOnlyList<string> classNames,
        IReadOnlyList<PictureRow> rows,
        IReadOnlyList<PictureOmission> omissions,
        IDataView data) => (Path, ClassNames, Rows, Omissions, Data) = (path, classNames, rows, omissions, data);

    /// <summary>The folder, as it was given.</summary>
    public string Path { get; }

    /// <summary>The name of the folder itself.</summary>
    internal string Name =>
        System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path)));

    /// <summary>The names of the classes, in the order of the keys.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The number of pictures.</summary>
    public int Count => Rows.Count;

    /// <summary>
    /// A row for each picture, by class and name of the file in ordinal order: <c>ImagePath</c>, a text, and <c>Label</c>, a key
    /// whose values are <see cref="ClassNames"/>. Shuffle it before a training: <c>mlContext.Data.ShuffleRows</c>.
    /// </summary>
    public IDataView Data { get; }

    /// <summary>What lies in the folder and is left out, by path in ordinal order.</summary>
    public IReadOnlyList<PictureOmission> Omissions { get; }

    /// <summary>The rows of <see cref="Data"/>.</summary>
    internal IReadOnlyList<PictureRow> Rows { get; }
}
