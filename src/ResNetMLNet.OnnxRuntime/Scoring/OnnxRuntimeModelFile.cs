using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.OnnxRuntime.Scoring;

/// <summary>What an <see cref="OnnxRuntimeTransformer"/> leaves in ML.NET's model file.</summary>
/// <remarks>
/// <code>
/// Model.key              ML.NET's header, then
///   string               feature column
///   string               score column
///   string               predicted label column
///   int, int, int        channels, height and width of the images
///   int                  classes
///   bool                 whether label values follow
///   [type and value]     the label values in ML.NET's binary format
/// Network.onnx           the network
/// </code>
/// </remarks>
internal static class OnnxRuntimeModelFile
{
    public static void Save(
        ModelSaveContext context, IHost host, string featureColumnName, OnnxRuntimeScorer scorer, ScoreColumns outputs)
    {
        context.CheckAtModel();
        context.SetVersionInfo(Version());
        context.SaveNonEmptyString(featureColumnName);
        context.SaveNonEmptyString(outputs.ScoreColumnName);
        context.SaveNonEmptyString(outputs.PredictedLabelColumnName);
        ModelFields.SaveImage(context, scorer.Image);
        context.Writer.Write(outputs.ClassCount);
        ModelFields.SaveLabelValues(context, host, outputs.LabelValues);
        OnnxNetworkFile.Save(context, scorer);
    }

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="FormatException">The file is damaged or of a newer version.</exception>
    public static OnnxRuntimeTransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(context);
        var host = environment.Register(OnnxRuntimeTransformer.LoaderSignature);
        context.CheckAtModel(Version());
        var featureColumnName = context.LoadNonEmptyString();
        var scoreColumnName = context.LoadNonEmptyString();
        var predictedLabelColumnName = context.LoadNonEmptyString();
        var image = ModelFields.LoadImage(context);
        var classCount = ModelFields.LoadCount(context, "classes");
        var labelValues = ModelFields.LoadLabelValues(context, host, classCount);
        var outputs = new ScoreColumns(scoreColumnName, predictedLabelColumnName, classCount, labelValues);
        return new OnnxRuntimeTransformer(host, featureColumnName, OnnxNetworkFile.Load(context, image, classCount), outputs);
    }

    private static VersionInfo Version() => new(
        modelSignature: "ONNXRTML",
        verWrittenCur: 0x00010001, // the first
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderSignature: OnnxRuntimeTransformer.LoaderSignature,
        // The full name would tie the file to this version of the library or a newer one.
        loaderAssemblyName: typeof(OnnxRuntimeModelFile).Assembly.GetName().Name!);
}
