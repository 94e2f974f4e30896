namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>A sub-folder, which is a class if it holds pictures.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Files">Its pictures in ordinal order.</param>
/// <param name="DeeperPicture">A picture in a sub-folder of its own; null if there is none.</param>
internal sealed record ClassFolder(string Path, IReadOnlyList<string> Files, string? DeeperPicture)
{
    /// <summary>The name of the folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The pictures as rows of the class.</summary>
    public IEnumerable<ImageRow> ToRows() => Files.Select(file => new ImageRow { ImagePath = file, Label = Name });

    /// <summary>Looks for pictures.</summary>
    public static ClassFolder Scan(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ClassFolder(
            path, [.. FolderFiles.Pictures(path).Order(StringComparer.Ordinal)], FolderFiles.FindDeeper(path, cancellationToken));
    }
}
