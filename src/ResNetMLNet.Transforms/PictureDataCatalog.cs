using Microsoft.ML;
using ResNetMLNet.Transforms.Data;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Transforms;

/// <summary>Loads pictures that lie in folders: <c>mlContext.Data.Load...</c></summary>
public static class PictureDataCatalog
{
    /// <summary>
    /// Finds the pictures of a folder that has a sub-folder for each class. What is a picture is told by the first bytes of each
    /// file, whatever its name says: JPEG, PNG, WebP, GIF and BMP. No picture is decoded.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The folder.</param>
    /// <param name="classNames">
    /// The classes in the order of the keys, where a model or another folder determines them, as
    /// <see cref="PictureFolder.ClassNames"/> of the training's pictures do those of a test: the folder may lack some of them. Null
    /// takes the sub-folders that have pictures, in ordinal order; there must be two. A sub-folder may be a link, unless it is one to
    /// another class or to a folder with all classes.
    /// </param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The pictures, and what is left out.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is empty or white space, or has a null character; or <paramref name="classNames"/> is empty, or has a
    /// name that is or that it has twice.
    /// </exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist, or is a file.</exception>
    /// <exception cref="InvalidDataException">
    /// It has pictures in no sub-folder, in one only or in one that is not among <paramref name="classNames"/>; or the names of two
    /// sub-folders differ in case only, or in how accents are written (Unicode's forms NFC and NFD).
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">A folder must not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PictureFolder LoadPictureFolder(
        this DataOperationsCatalog catalog,
        string path,
        IReadOnlyList<string>? classNames = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        PathArgument.Check(path);
        return PictureFolderSearch.Load(catalog, path, classNames, cancellationToken);
    }
}
