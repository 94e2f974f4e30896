using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;

namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>A model that takes in the grey values of an image.</summary>
/// <param name="Transformer">The whole chain, from pixels to the name of the class.</param>
/// <param name="Pixels">The type of the input column.</param>
internal sealed record PixelModel(ITransformer Transformer, VectorDataViewType Pixels) : IDisposable
{
    /// <summary>The height of the input images in pixels.</summary>
    public int Height => Pixels.Dimensions[0];

    /// <summary>The width of the input images in pixels.</summary>
    public int Width => Pixels.Dimensions[1];

    /// <summary>Loads a model and checks that it is one of ours.</summary>
    /// <exception cref="UserErrorException">The file is missing, damaged, or another kind of model.</exception>
    public static PixelModel Load(MLContext ml, string file)
    {
        var (chain, input) = ModelFile.Load(ml, file, InputColumn.Pixels, IsPixels);
        return new PixelModel(chain, (VectorDataViewType)input);
    }

    /// <inheritdoc/>
    public void Dispose() => (Transformer as IDisposable)?.Dispose();

    private static bool IsPixels(DataViewType type) =>
        type is VectorDataViewType { Dimensions.Length: 2, IsKnownSize: true, ItemType: NumberDataViewType number }
        && number.RawType == typeof(byte);
}
