using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.OnnxRuntime.Scoring;

/// <summary>What an <see cref="OnnxRuntimeFeaturizingTransformer"/> leaves in ML.NET's model file.</summary>
/// <remarks>
/// <code>
/// Model.key              ML.NET's header, then
///   string               image column
///   string               column of features
///   int, int, int        channels, height and width of the images
///   int                  features
/// Network.onnx           the network
/// </code>
/// </remarks>
internal static class OnnxRuntimeFeaturizerFile
{
    public static void Save(ModelSaveContext context, string inputColumnName, string outputColumnName, OnnxRuntimeScorer scorer)
    {
        context.CheckAtModel();
        context.SetVersionInfo(Version());
        context.SaveNonEmptyString(inputColumnName);
        context.SaveNonEmptyString(outputColumnName);
        ModelFields.SaveImage(context, scorer.Image);
        context.Writer.Write(scorer.OutputLength);
        OnnxNetworkFile.Save(context, scorer);
    }

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="FormatException">The file is damaged or of a newer version.</exception>
    public static OnnxRuntimeFeaturizingTransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(context);
        context.CheckAtModel(Version());
        var inputColumnName = context.LoadNonEmptyString();
        var outputColumnName = context.LoadNonEmptyString();
        var image = ModelFields.LoadImage(context);
        var featureCount = ModelFields.LoadCount(context, "features");
        return new OnnxRuntimeFeaturizingTransformer(
            environment.Register(OnnxRuntimeFeaturizingTransformer.LoaderSignature),
            inputColumnName,
            OnnxNetworkFile.Load(context, image, featureCount),
            new FeatureVectorColumn(outputColumnName, featureCount));
    }

    private static VersionInfo Version() => new(
        modelSignature: "ONNXRTFE",
        verWrittenCur: 0x00010001, // the first
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderSignature: OnnxRuntimeFeaturizingTransformer.LoaderSignature,
        // The full name would tie the file to this version of the library or a newer one.
        loaderAssemblyName: typeof(OnnxRuntimeFeaturizerFile).Assembly.GetName().Name!);
}
