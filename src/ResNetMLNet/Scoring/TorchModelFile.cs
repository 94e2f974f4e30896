using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.History;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Scoring;

/// <summary>What a <see cref="TorchTransformer{TModel}"/> leaves in ML.NET's model file.</summary>
/// <remarks>
/// <code>
/// Model.key              ML.NET's header, then
///   string               feature column
///   string               score column
///   string               predicted label column
///   int, int, int        channels, height and width of the images
///   int                  classes
///   string, string       assembly and name of the network's factory
///   string               the factory's configuration as JSON
///   bool                 whether label values follow
///   [type and value]     the label values in ML.NET's binary format
/// Network.safetensors    the weights, those of a ResNet with torchvision's names, and the names of the classes as texts
/// History.json           the training's history
/// </code>
/// The network itself is written and read by <see cref="NetworkFile"/>.
/// </remarks>
internal static class TorchModelFile
{
    private const string HistoryName = "History.json";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        // A training about to diverge can end an epoch with sound weights and an infinite validation loss.
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    public static void Save(ModelSaveContext context, TorchModelKind kind, TrainedNetwork model, BatchScorer scorer)
    {
        context.CheckAtModel();
        context.SetVersionInfo(Version(kind));
        context.SaveNonEmptyString(model.FeatureColumnName);
        context.SaveNonEmptyString(model.Outputs.ScoreColumnName);
        context.SaveNonEmptyString(model.Outputs.PredictedLabelColumnName);
        NetworkFile.SaveShape(context, model.Image, model.ClassCount, model.Factory);
        ModelFields.SaveLabelValues(context, model.Host, model.Outputs.LabelValues);
        NetworkFile.SaveWeights(context, scorer, model.Outputs.LabelValues?.Texts());
        context.SaveTextStream(HistoryName, writer => writer.Write(JsonSerializer.Serialize(model.History, _json)));
    }

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="FormatException">The file is damaged or of a newer version.</exception>
    /// <exception cref="InvalidOperationException">The factory of the network is not there.</exception>
    public static TrainedNetwork Load(IHostEnvironment environment, ModelLoadContext context, TorchModelKind kind)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(context);
        var host = environment.Register(kind.LoaderSignature);
        context.CheckAtModel(Version(kind));
        var featureColumnName = context.LoadNonEmptyString();
        var scoreColumnName = context.LoadNonEmptyString();
        var predictedLabelColumnName = context.LoadNonEmptyString();
        var image = ModelFields.LoadImage(context);
        var classCount = ModelFields.LoadCount(context, "classes");
        var factory = LoadFactory(context, kind);
        var labelValues = ModelFields.LoadLabelValues(context, host, classCount);
        var history = LoadHistory(context);

        using var channel = host.Start("Loading");
        var device = DeviceSelector.Select(host, channel);
        var network = NetworkFile.Load(context, factory, image, classCount, device);
        var outputs = new ScoreColumns(scoreColumnName, predictedLabelColumnName, classCount, labelValues);
        return new TrainedNetwork(host, factory, network, device, image, featureColumnName, outputs, history);
    }

    private static TrainingHistory LoadHistory(ModelLoadContext context)
    {
        TrainingHistory? history = null;
        try
        {
            context.TryLoadTextStream(HistoryName, reader =>
                history = JsonSerializer.Deserialize<TrainingHistory>(reader.ReadToEnd(), _json));
        }
        catch (JsonException exception)
        {
            throw ModelFields.Damaged($"its {HistoryName} is not as written: {exception.Message}", exception);
        }
        return history ?? throw ModelFields.Damaged($"it has no {HistoryName}");
    }

    private static ITorchModuleFactory LoadFactory(ModelLoadContext context, TorchModelKind kind)
    {
        var factory = NetworkFile.LoadFactory(context);
        return kind == TorchModelKind.TorchModule || factory is ResNetDescription
            ? factory
            : throw ModelFields.Damaged($"its network is made by {factory.GetType()}");
    }

    private static VersionInfo Version(TorchModelKind kind) => new(
        modelSignature: kind.Signature,
        verWrittenCur: 0x00010003, // the first that was published
        verReadableCur: 0x00010003,
        verWeCanReadBack: 0x00010003,
        loaderSignature: kind.LoaderSignature,
        // The full name would tie the file to this version of the library or a newer one.
        loaderAssemblyName: typeof(TorchModelFile).Assembly.GetName().Name!);
}
