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

namespace ResNetMLNet.Persistence;

/// <summary>What a <see cref="ResNetTransformer"/> leaves in ML.NET's model file.</summary>
/// <remarks>
/// <code>
/// Model.key              ML.NET's header, then
///   string               feature column
///   string               score column
///   string               predicted label column
///   int, int, int        channels, height and width of the images
///   int                  classes
///   int                  the stem; not before version 0x00010002
///   bool                 whether label values follow
///   [type and value]     the label values in ML.NET's binary format
/// Network.safetensors    the weights with torchvision's names
/// History.json           the training's history
/// </code>
/// Nothing in it is code, and nothing reaches native memory before it is checked.
/// </remarks>
internal static class ResNetModelFile
{
    public const string LoaderSignature = "ResNetTransformer";

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

    public static void Save(
        ModelSaveContext context,
        IHost host,
        BatchScorer scorer,
        ResNetModelParameters model,
        string featureColumnName,
        ScoreColumns outputs,
        TrainingHistory history)
    {
        context.CheckAtModel();
        context.SetVersionInfo(Version());
        context.SaveNonEmptyString(featureColumnName);
        context.SaveNonEmptyString(outputs.ScoreColumnName);
        context.SaveNonEmptyString(outputs.PredictedLabelColumnName);
        context.Writer.Write(model.ImageChannels);
        context.Writer.Write(model.ImageHeight);
        context.Writer.Write(model.ImageWidth);
        context.Writer.Write(model.ClassCount);
        context.Writer.Write((int)model.Stem);
        context.Writer.Write(outputs.LabelValues is not null);
        outputs.LabelValues?.Save(host, context.Writer.BaseStream);
        context.SaveBinaryStream(WeightsName, writer =>
            scorer.WithNetwork(network => SafeTensorsWriter.Write(writer.BaseStream, network.state_dict())));
        context.SaveTextStream(HistoryName, writer => writer.Write(JsonSerializer.Serialize(history, _json)));
    }

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="FormatException">The file is damaged or of a newer version.</exception>
    public static ResNetTransformer Load(IHost host, ModelLoadContext context)
    {
        context.CheckAtModel(Version());
        var featureColumnName = context.LoadNonEmptyString();
        var scoreColumnName = context.LoadNonEmptyString();
        var predictedLabelColumnName = context.LoadNonEmptyString();
        var image = new ImageShape(
            ReadCount(context, "image channels"), ReadCount(context, "image height"), ReadCount(context, "image width"));
        var classCount = ReadCount(context, "classes");
        var stem = ReadStem(context);
        if ((long)image.Channels * image.Height * image.Width > Array.MaxLength)
            throw Damaged($"its images are of {image}");
        var labelValues = context.Reader.ReadBoolean() ? LabelValues.Load(host, context.Reader.BaseStream) : null;
        if (labelValues is not null && labelValues.Type.Size != classCount)
            throw Damaged($"it has {labelValues.Type.Size} label values for {classCount} classes");
        var history = LoadHistory(context);

        using var channel = host.Start("Loading");
        var device = DeviceSelector.Select(host, channel);
        var network = LoadNetwork(context, image.Channels, classCount, stem);
        return new ResNetTransformer(
            host,
            network.to(device),
            device,
            new ResNetModelParameters(image, classCount, stem),
            featureColumnName,
            new ScoreColumns(scoreColumnName, predictedLabelColumnName, classCount, labelValues),
            history);
    }

    private static ResNet18 LoadNetwork(ModelLoadContext context, int channels, int classCount, ResNetStem stem)
    {
        ResNet18? network = null;
        var found = context.TryLoadBinaryStream(WeightsName, reader =>
        {
            // The counts decide how much memory is asked for, the stream how much there can be.
            var length = reader.BaseStream.Length;
            if (ResNet18.WeightBytes(channels, classCount, stem) > length)
                throw Damaged($"its weights have {length} bytes, too few for {channels} image channels and {classCount} classes");
            network = ResNet18.WithoutWeights(channels, classCount, stem);
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

    private static ResNetStem ReadStem(ModelLoadContext context)
    {
        if (context.Header.ModelVerWritten < VersionWithStem)
            return ResNetStem.Standard;
        var stem = (ResNetStem)context.Reader.ReadInt32();
        return Enum.IsDefined(stem) ? stem : throw Damaged($"its stem is {stem}, which there is not");
    }

    private static InvalidDataException Damaged(string what, Exception? inner = null) =>
        new($"The ResNet model is damaged: {what}. Save or copy the file again.", inner);

    private static VersionInfo Version() => new(
        modelSignature: "RESNETML",
        verWrittenCur: VersionWithStem,
        verReadableCur: VersionWithStem,
        verWeCanReadBack: 0x00010001, // the first
        loaderSignature: LoaderSignature,
        // The full name would tie the file to this version of the library or a newer one.
        loaderAssemblyName: typeof(ResNetModelFile).Assembly.GetName().Name!);
}
