using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Featurization;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Persistence;

/// <summary>What a <see cref="TorchTransformer{TModel}"/> leaves in ML.NET's model file.</summary>
/// <remarks>
/// <code>
/// Model.key              ML.NET's header, then
///   string               feature column
///   string               score column
///   string               predicted label column
///   int, int, int        channels, height and width of the images
///   int                  classes
///   string, string       assembly and name of the network's factory; from version 0x00010003 on
///   string               the factory's configuration as JSON; from version 0x00010003 on
///   int                  the stem of a ResNet-18; in version 0x00010002 only
///   bool                 whether label values follow
///   [type and value]     the label values in ML.NET's binary format
/// Network.safetensors    the weights, those of a ResNet with torchvision's names
/// History.json           the training's history
/// </code>
/// Nothing in it is code, and nothing reaches native memory before it is checked.
/// </remarks>
internal static class TorchModelFile
{
    /// <summary>The version from which on a file names the factory of its network.</summary>
    public const uint VersionWithFactory = 0x00010003;

    /// <summary>The entry of the zip that holds the weights.</summary>
    public const string WeightsName = "Network.safetensors";

    private const string HistoryName = "History.json";

    private const uint VersionWithStem = 0x00010002;

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
        context.Writer.Write(model.Image.Channels);
        context.Writer.Write(model.Image.Height);
        context.Writer.Write(model.Image.Width);
        context.Writer.Write(model.ClassCount);
        var (assemblyName, name, configuration) = TorchModuleReference.To(model.Factory);
        context.SaveNonEmptyString(assemblyName);
        context.SaveNonEmptyString(name);
        context.SaveNonEmptyString(configuration);
        context.Writer.Write(model.Outputs.LabelValues is not null);
        model.Outputs.LabelValues?.Save(model.Host, context.Writer.BaseStream);
        context.SaveBinaryStream(WeightsName, writer =>
            scorer.WithNetwork(network => SafeTensorsWriter.Write(writer.BaseStream, network.state_dict())));
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
        var image = new ImageShape(
            ReadCount(context, "image channels"), ReadCount(context, "image height"), ReadCount(context, "image width"));
        var classCount = ReadCount(context, "classes");
        var factory = ReadFactory(context, kind);
        if ((long)image.Channels * image.Height * image.Width > Array.MaxLength)
            throw Damaged($"its images are of {image}");
        var labelValues = context.Reader.ReadBoolean() ? LabelValues.Load(host, context.Reader.BaseStream) : null;
        if (labelValues is not null && labelValues.Type.Size != classCount)
            throw Damaged($"it has {labelValues.Type.Size} label values for {classCount} classes");
        var history = LoadHistory(context);

        using var channel = host.Start("Loading");
        var device = DeviceSelector.Select(host, channel);
        var network = LoadNetwork(context, factory, image, classCount);
        var outputs = new ScoreColumns(scoreColumnName, predictedLabelColumnName, classCount, labelValues);
        return new TrainedNetwork(host, factory, network.to(device), device, image, featureColumnName, outputs, history);
    }

    private static nn.Module<Tensor, Tensor> LoadNetwork(
        ModelLoadContext context, ITorchModuleFactory factory, ImageShape image, int classCount)
    {
        nn.Module<Tensor, Tensor>? network = null;
        var found = context.TryLoadBinaryStream(WeightsName, reader =>
        {
            network = CreateNetwork(factory, image, classCount, reader.BaseStream.Length);
            try
            {
                SafeTensorsReader.Read(reader.BaseStream, network.state_dict());
            }
            catch
            {
                network.Dispose();
                throw;
            }
        });
        return found ? network! : throw Damaged($"it has no {WeightsName}");
    }

    private static nn.Module<Tensor, Tensor> CreateNetwork(
        ITorchModuleFactory factory, ImageShape image, int classCount, long weightsLength)
    {
        if (factory is not ResNetDescription description)
            return SeededGenerator.Create(factory, new TorchModuleContext(image.Channels, image.Height, image.Width, classCount, Seed: 0));

        // The counts decide how much memory is asked for, the stream how much there can be.
        if (sizeof(float) * description.ParameterCount(image.Channels, classCount) > weightsLength)
            throw Damaged($"its weights have {weightsLength} bytes, too few for {image.Channels} image channels and {classCount} classes");
        return ResNet.WithoutWeights(description, image.Channels, classCount);
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
            throw Damaged($"its {HistoryName} is not as written: {exception.Message}", exception);
        }
        if (history is null)
            throw Damaged($"it has no {HistoryName}");

        // Before there was a choice of epochs, it was always the last.
        return context.Header.ModelVerWritten < VersionWithStem ? history with { ModelEpoch = history.Epochs.Count } : history;
    }

    private static int ReadCount(ModelLoadContext context, string what) => context.Reader.ReadInt32() is > 0 and var count
        ? count
        : throw Damaged($"its number of {what} is not positive");

    private static ITorchModuleFactory ReadFactory(ModelLoadContext context, TorchModelKind kind)
    {
        if (context.Header.ModelVerWritten < VersionWithFactory)
            return new ResNetDescription(Stem: ReadStem(context));
        var reference = new TorchModuleReference(
            context.LoadNonEmptyString(), context.LoadNonEmptyString(), context.LoadNonEmptyString());
        var factory = reference.Resolve();
        if (kind == TorchModelKind.ResNet && factory is not ResNetDescription)
            throw Damaged($"its network is made by {factory.GetType()}");
        return factory;
    }

    private static ResNetStem ReadStem(ModelLoadContext context)
    {
        if (context.Header.ModelVerWritten < VersionWithStem)
            return ResNetStem.Standard;
        var stem = (ResNetStem)context.Reader.ReadInt32();
        return Enum.IsDefined(stem) ? stem : throw Damaged($"its stem is {stem}, which there is not");
    }

    private static InvalidDataException Damaged(string what, Exception? inner = null) =>
        new($"The model is damaged: {what}. Save or copy the file again.", inner);

    private static VersionInfo Version(TorchModelKind kind) => new(
        modelSignature: kind.Signature,
        verWrittenCur: VersionWithFactory,
        verReadableCur: VersionWithFactory,
        verWeCanReadBack: kind.FirstVersion,
        loaderSignature: kind.LoaderSignature,
        // The full name would tie the file to this version of the library or a newer one.
        loaderAssemblyName: typeof(TorchModelFile).Assembly.GetName().Name!);
}
