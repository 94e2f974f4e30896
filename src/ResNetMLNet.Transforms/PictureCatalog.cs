using System.Drawing;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Transforms;

/// <summary>Extension methods on <see cref="MLContext.Transforms"/> that read pictures.</summary>
public static class PictureCatalog
{
    /// <summary>
    /// Reads pictures from files or from their bytes, with the same pixels as Pillow, and with it torchvision.
    /// </summary>
    /// <param name="catalog">The transforms of <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The column to be made, of <see cref="MLImage"/>.</param>
    /// <param name="inputColumnName">
    /// The column of paths, text, or of the bytes of picture files, a vector of <see cref="byte"/>; null means
    /// <paramref name="outputColumnName"/>. A model that was trained on paths takes bytes in a column of the same name, and the
    /// other way round.
    /// </param>
    /// <param name="imageFolder">The folder that paths are relative to; null means the process's own.</param>
    /// <param name="background">What is behind transparent pixels; null means white.</param>
    /// <param name="maximumPixels">
    /// The most pixels that a picture may have: small files can claim any number of them, and each takes four bytes of memory, with
    /// four more while a picture is turned and up to eight more while a progressive JPEG is decoded. The default is Pillow's,
    /// 13,377 x 13,377.
    /// </param>
    /// <param name="unreadable">What becomes of rows whose picture cannot be read.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException"><paramref name="outputColumnName"/> is empty or white space.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maximumPixels"/> is not between 1 and 536,870,911, or <paramref name="background"/> is transparent itself.
    /// </exception>
    /// <remarks>
    /// The content decides the format, whatever the file is called: JPEG, PNG, WebP, GIF or BMP, of animated ones the first frame.
    /// Pictures are turned by what their camera noted (EXIF). A damaged picture or one that is cut short is unreadable, as is one
    /// that does not exist, is empty, too large or in another format; the error of such a row is an
    /// <see cref="InvalidOperationException"/> with an <see cref="UnreadablePictureException"/> inside.
    /// </remarks>
    public static LoadPicturesEstimator LoadPictures(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        string? imageFolder = null,
        Color? background = null,
        long maximumPixels = PictureRules.DefaultMaximumPixels,
        UnreadablePictures unreadable = UnreadablePictures.Throw)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        var environment = CatalogUtils.GetEnvironment(catalog);
        var rules = new PictureRules { Background = background ?? Color.White, MaximumPixels = maximumPixels };
        var source = new PictureSource(inputColumnName ?? outputColumnName, imageFolder, rules, unreadable);
        return new LoadPicturesEstimator(environment, new LoadPicturesTransformer(environment, outputColumnName, source));
    }
}
