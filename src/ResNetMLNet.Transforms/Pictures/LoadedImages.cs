using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>ML.NET's loader of pictures, whose place ours can take.</summary>
internal static class LoadedImages
{
    /// <summary>Reads the same files into the same column.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="loader">ML.NET's loader of one column.</param>
    public static LoadPicturesTransformer ByOurs(MLContext ml, ImageLoadingTransformer loader)
    {
        var (output, input) = loader.Columns.Single();
        return new LoadPicturesTransformer(
            ml, output, new PictureSource(input, loader.ImageFolder, new PictureRules(), UnreadablePictures.Throw));
    }
}
