using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Modeling;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Scoring;

/// <summary>What a <see cref="ResNetFeaturizingTransformer"/> leaves in ML.NET's model file.</summary>
/// <remarks>
/// <code>
/// Model.key              ML.NET's header, then
///   string               image column
///   string               column of features
///   int, int, int        channels, height and width of the images
///   int                  the outputs of the last layer, which is not used
///   string, string       assembly and name of the network's factory
///   string               the factory's configuration as JSON
/// Network.safetensors    the weights with torchvision's names
/// </code>
/// The network itself is written and read by <see cref="NetworkFile"/>.
/// </remarks>
internal static class FeaturizerFile
{
    public static void Save(
        ModelSaveContext context,
        string inputColumnName,
        string outputColumnName,
        ResNetDescription description,
        int classCount,
        BatchScorer scorer)
    {
        context.CheckAtModel();
        context.SetVersionInfo(Version());
        context.SaveNonEmptyString(inputColumnName);
        context.SaveNonEmptyString(outputColumnName);
        NetworkFile.SaveShape(context, scorer.Image, classCount, description);
        NetworkFile.SaveWeights(context, scorer);
    }

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="FormatException">The file is damaged or of a newer version.</exception>
    public static ResNetFeaturizingTransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(context);
        context.CheckAtModel(Version());
        var inputColumnName = context.LoadNonEmptyString();
        var outputColumnName = context.LoadNonEmptyString();
        var image = ModelFields.LoadImage(context);
        var classCount = ModelFields.LoadCount(context, "classes");
        var description = NetworkFile.LoadFactory(context) as ResNetDescription
            ?? throw ModelFields.Damaged("its network is not of the ResNet family");
        var network = (ResNet)NetworkFile.Load(context, description, image, classCount, TorchSharp.torch.CPU);
        var host = environment.Register(nameof(ResNetFeaturizingTransformer));
        return new ResNetFeaturizingTransformer(host, inputColumnName, outputColumnName, image, network);
    }

    private static VersionInfo Version() => new(
        modelSignature: "RESNFEAT",
        verWrittenCur: 0x00010001, // the first
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderSignature: ResNetFeaturizingTransformer.LoaderSignature,
        // The full name would tie the file to this version of the library or a newer one.
        loaderAssemblyName: typeof(FeaturizerFile).Assembly.GetName().Name!);
}
