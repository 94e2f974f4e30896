using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;
using ResNetMLNet.Transforms.Calibration;
using ResNetMLNet.Transforms.Onnx;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.OnnxRuntime.Export;

/// <summary>What of a model goes into an ONNX file, and what comes before it.</summary>
internal sealed class ExportedModel
{
    /// <summary>The column that keeps what goes into the graph where the features take its name.</summary>
    private const string KeptInput = "What goes into the ONNX graph";

    private readonly IHostEnvironment _environment;
    private readonly IReadOnlyList<ITransformer> _before;
    private readonly ITransformer? _featurizer;
    private readonly IOnnxFeaturization? _featurization;
    private readonly OnnxScoreTail _tail;

    private ExportedModel(
        IHostEnvironment environment,
        IReadOnlyList<ITransformer> before,
        NetworkTransformer network,
        OnnxScoreTail tail,
        ITransformer? featurizer = null,
        IOnnxFeaturization? featurization = null)
    {
        _environment = environment;
        _before = before;
        _featurizer = featurizer;
        _featurization = featurization;
        _tail = tail;
        Network = network;
    }

    /// <summary>The network's transformer.</summary>
    public NetworkTransformer Network { get; }

    /// <summary>The column of <see cref="Prepare"/> that goes into the graph.</summary>
    public string InputColumnName => _featurizer is null ? Network.FeatureColumnName : KeptInput;

    /// <summary>Finds what is to be exported.</summary>
    /// <exception cref="ArgumentException">The model is none that can be exported.</exception>
    public static ExportedModel Of(
        IHostEnvironment environment, ITransformer model, DataViewSchema input, bool includeFeaturization)
    {
        var members = ChainMembers.Of(model).ToList();
        var place = PlaceOfNetwork(members);
        var network = (NetworkTransformer)members[place];
        var before = members[..place];
        var tail = new OnnxScoreTail(members[(place + 1)..], network.Outputs.NumbersColumnName);
        return includeFeaturization
            ? WithFeaturization(environment, before, network, tail, input)
            : new ExportedModel(environment, before, network, tail);
    }

    /// <summary>The file's content.</summary>
    /// <exception cref="NotSupportedException">The network cannot be converted.</exception>
    public OnnxModel ToOnnx() => OnnxModel.Of(Network, _featurization, _tail.Behind);

    /// <summary>What computes on the CPU in single precision what the file has to give; the caller disposes of it.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public IBatchScorer CreateReference() => _tail.Behind(OnnxModel.Convertible(Network).CreateReference());

    /// <summary>A sample with the features, and with what goes into the graph.</summary>
    public IDataView Prepare(IDataView sample)
    {
        var view = _before.Aggregate(sample, (data, transformer) => transformer.Transform(data));
        if (_featurizer is null)
            return view;
        var kept = new ColumnCopyingTransformer(_environment, (KeptInput, _featurization!.InputColumnName)).Transform(view);
        return _featurizer.Transform(kept);
    }

    private static int PlaceOfNetwork(List<ITransformer> members)
    {
        var networks = members.Where(member => member is NetworkTransformer).ToList();
        if (networks.Count != 1)
        {
            var found = networks.Count == 0 ? "no network" : $"{networks.Count} networks";
            throw new ArgumentException(
                $"The model holds {found}, and one goes into an ONNX file. It consists of {Names(members)}: give a model that "
                + "the trainer ResNet has fitted, a featurizer, or a chain that holds one of them.");
        }
        var place = members.IndexOf(networks[0]);
        if (members.Skip(place + 1).FirstOrDefault(member => member is IPredictionTransformer<object>) is { } other)
        {
            throw new ArgumentException(
                $"The model goes on with a {other.GetType().Name} behind its network, which would not go into the ONNX file: "
                + "give the chain up to the network, and let the other model score what the file gives.");
        }
        return place;
    }

    private static ExportedModel WithFeaturization(
        IHostEnvironment environment, List<ITransformer> before, NetworkTransformer network, OnnxScoreTail tail, DataViewSchema input)
    {
        var schemas = new List<DataViewSchema> { input };
        foreach (var transformer in before)
            schemas.Add(transformer.GetOutputSchema(schemas[^1]));

        // A column of a name that is there already hides the earlier one, which is still counted.
        var place = Enumerable.Range(0, before.Count).Reverse()
            .FirstOrDefault(i => Count(schemas[i + 1]) > Count(schemas[i]), -1);
        if (place < 0)
            throw NotIncluded(network, "comes with the data: let PixelsToFeatures or ImagesToFeatures make it in the chain");
        return OnnxFeaturization.Of(before[place], schemas[place]) is { } featurization
            ? new ExportedModel(environment, before[..place], network, tail, before[place], featurization)
            : throw NotIncluded(
                network,
                $"is made by a {before[place].GetType().Name}, which has no form in ONNX here: only PixelsToFeatures and "
                + "ImagesToFeatures have");

        int Count(DataViewSchema schema) => schema.Count(column => column.Name == network.FeatureColumnName);
    }

    private static ArgumentException NotIncluded(NetworkTransformer network, string reason) => new(
        $"The featurization cannot go into the ONNX file: the network's column '{network.FeatureColumnName}' {reason}; or "
        + $"leave {nameof(OnnxExportOptions.IncludeFeaturization)} false, and let features go in.");

    private static string Names(IEnumerable<ITransformer> members) =>
        string.Join(", ", members.Select(member => member.GetType().Name));
}
