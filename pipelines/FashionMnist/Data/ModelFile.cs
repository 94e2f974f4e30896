using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine;
using ResNetMLNet.Scoring;

namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>A model.zip that <c>train</c> wrote.</summary>
internal sealed class ModelFile : IDisposable
{
    private ModelFile(ITransformer transformer, VectorDataViewType pixels)
    {
        Transformer = transformer;
        Pixels = pixels;
    }

    /// <summary>The whole chain, from pixels to the name of the class.</summary>
    public ITransformer Transformer { get; }

    /// <summary>The type of the input column.</summary>
    public VectorDataViewType Pixels { get; }

    /// <summary>The height of the input images in pixels.</summary>
    public int Height => Pixels.Dimensions[0];

    /// <summary>The width of the input images in pixels.</summary>
    public int Width => Pixels.Dimensions[1];

    /// <summary>Loads a model and checks that it is one of ours.</summary>
    /// <exception cref="UserErrorException">The file is missing, damaged, or another kind of model.</exception>
    public static ModelFile Load(MLContext ml, string file)
    {
        if (!File.Exists(file))
        {
            throw new UserErrorException(
                $"The model file '{file}' does not exist. Check the path, or make one with 'train'.");
        }

        var (transformer, schema) = LoadChain(ml, file);
        var pixels = schema?.GetColumnOrNull(ColumnNames.Pixels)?.Type as VectorDataViewType;
        if (!Members(transformer).OfType<ResNetTransformer>().Any()
            || pixels is not { Dimensions.Length: 2, IsKnownSize: true, ItemType: NumberDataViewType number }
            || number.RawType != typeof(byte))
        {
            (transformer as IDisposable)?.Dispose();
            throw new UserErrorException(
                $"'{file}' is an ML.NET model, but not one that 'train' wrote: give the model.zip of a training.");
        }

        return new ModelFile(transformer, pixels);
    }

    /// <summary>The ResNet within a chain that was fitted or loaded.</summary>
    public static ResNetTransformer NetworkOf(ITransformer chain) =>
        Members(chain).OfType<ResNetTransformer>().Single();

    /// <summary>The SHA-256 of the weights within a model file, in hexadecimal digits.</summary>
    public static string WeightsSha256(string file)
    {
        using var archive = ZipFile.OpenRead(file);
        var entry = archive.Entries.Single(entry => entry.Name.EndsWith(".safetensors", StringComparison.Ordinal));
        using var stream = entry.Open();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <inheritdoc/>
    public void Dispose() => (Transformer as IDisposable)?.Dispose();

    private static (ITransformer Transformer, DataViewSchema? Schema) LoadChain(MLContext ml, string file)
    {
        try
        {
            return (ml.Model.Load(file, out var schema), schema);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever a reader stumbles over in a file that is no sound model, it is the file that has to be replaced.
            throw new UserErrorException(
                $"The model file '{file}' cannot be loaded: {Reason(file, exception)} "
                + "Give the model.zip of a training, or train anew.",
                exception);
        }
    }

    private static string Reason(string file, Exception exception)
    {
        if (!IsZip(file))
            return "it is no zip archive, or one that is cut short.";
        var message = ErrorText.InnermostSentence(exception);

        // ML.NET's words for a version that it does not know.
        if (message.Contains("too new", StringComparison.OrdinalIgnoreCase))
            return "it was written by a newer version than this one.";
        return message;
    }

    private static bool IsZip(string file)
    {
        try
        {
            using var archive = ZipFile.OpenRead(file);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static IEnumerable<ITransformer> Members(ITransformer transformer) =>
        transformer as IEnumerable<ITransformer> ?? [transformer];
}
