using Microsoft.ML;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.OnnxRuntime.Scoring;

/// <summary>A network within a model file, as the ONNX file that any other runtime reads too.</summary>
internal static class OnnxNetworkFile
{
    /// <summary>The entry of the zip.</summary>
    public const string Name = "Network.onnx";

    public static void Save(ModelSaveContext context, OnnxRuntimeScorer scorer) =>
        context.SaveBinaryStream(Name, writer => writer.Write(scorer.Network));

    /// <exception cref="InvalidDataException">The network is damaged, missing or another one.</exception>
    public static OnnxRuntimeScorer Load(ModelLoadContext context, ImageShape image, int outputLength)
    {
        byte[]? network = null;
        context.TryLoadBinaryStream(Name, reader =>
        {
            using var content = new MemoryStream();
            reader.BaseStream.CopyTo(content);
            network = content.ToArray();
        });
        return new OnnxRuntimeScorer(network ?? throw ModelFields.Damaged($"it has no {Name}"), image, outputLength);
    }
}
