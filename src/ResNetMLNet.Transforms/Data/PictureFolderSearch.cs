using Microsoft.ML;

namespace ResNetMLNet.Transforms.Data;

/// <summary>Finds the pictures of a folder, and refuses what is no folder of classes.</summary>
internal static class PictureFolderSearch
{
    /// <summary>Loads a folder; see <see cref="PictureDataCatalog.LoadPictureFolder"/>.</summary>
    public static PictureFolder Load(
        DataOperationsCatalog catalog, string path, IReadOnlyList<string>? classNames, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException(
                $"The folder of pictures '{path}' {(File.Exists(path) ? "is a file" : "does not exist")}: give a folder that has a "
                + "sub-folder for each class.");
        }

        if (classNames is not null)
            Check(classNames);
        var scan = FolderScan.Of(path, cancellationToken);
        string[] found = [.. scan.Pictures.Select(picture => picture.ClassName).Distinct()];
        FolderErrors.ThrowIfNoClasses(path, found, scan.Omissions, cancellationToken);
        if (classNames is null)
            FolderErrors.ThrowIfOneClass(path, found, scan.Omissions);
        else
            FolderErrors.ThrowIfUnknown(path, found, classNames);
        string[] names = [.. classNames ?? found];
        var indices = names.Select((name, i) => (name, Index: (uint)i)).ToDictionary(entry => entry.name, entry => entry.Index);
        List<PictureRow> rows =
            [.. scan.Pictures.Select(picture => new PictureRow { ImagePath = picture.File, Label = indices[picture.ClassName] })];
        return new PictureFolder(path, names, rows, scan.Omissions, PictureRows.Load(catalog, rows, names));
    }

    private static void Check(IReadOnlyList<string> classNames)
    {
        if (classNames.Count == 0)
        {
            throw new ArgumentException(
                $"{nameof(classNames)} has no names: give the classes, or null for those of the folder.", nameof(classNames));
        }
        if (classNames.ToList().FindIndex(string.IsNullOrEmpty) is >= 0 and var index)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{nameof(classNames)}[{index}] is empty: name every class."), nameof(classNames));
        }
        if (classNames.CountBy(name => name).FirstOrDefault(entry => entry.Value > 1).Key is { } repeated)
            throw new ArgumentException($"{nameof(classNames)} has '{repeated}' twice: give each class once.", nameof(classNames));
    }
}
