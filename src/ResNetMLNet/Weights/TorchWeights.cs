using ResNetMLNet.Files;
using ResNetMLNet.Modeling;
using ResNetMLNet.Transforms.Files;
using static TorchSharp.torch;

namespace ResNetMLNet.Weights;

/// <summary>
/// Networks' weights as safetensors files (github.com/huggingface/safetensors), which PyTorch and others read and write:
/// numbers and their names, no code.
/// </summary>
/// <remarks>
/// The names are those of the network's state, which for a <see cref="ResNet"/> are torchvision's. In Python,
/// <c>safetensors.torch.save_file(network.state_dict(), path)</c> writes such a file and
/// <c>network.load_state_dict(safetensors.torch.load_file(path))</c> reads one.
/// </remarks>
public static class TorchWeights
{
    /// <summary>What batch normalizations count for the momentum of a plain mean; old files lack it.</summary>
    private const string CounterName = "num_batches_tracked";

    /// <summary>Saves all of a network's state: parameters and running statistics, in the types that they have.</summary>
    /// <param name="network">The network, on any device.</param>
    /// <param name="path">
    /// The file, usually with the extension .safetensors. Its folder is made if it is not there; a file that is there is replaced
    /// when the new one is whole.
    /// </param>
    /// <exception cref="ArgumentNullException">There is no network.</exception>
    /// <exception cref="ArgumentException">The path is empty or white space, or has a null character.</exception>
    /// <exception cref="NotSupportedException">The network has numbers that the format does not, as complex ones.</exception>
    /// <exception cref="IOException">The file cannot be written. An earlier one is as it was, as after any exception.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, for want of the right to.</exception>
    public static void Save(nn.Module<Tensor, Tensor> network, string path) => SaveTrained(network, path, classNames: null);

    /// <summary>
    /// Puts saved weights in the place of a network's. Names, shapes and types are compared before any number is changed.
    /// </summary>
    /// <param name="network">
    /// The network, on any device. Floating-point numbers of any precision convert to the types that its own have: half, bfloat16
    /// and double precision to single precision. Counters of batches that the file lacks become 0, as in PyTorch.
    /// </param>
    /// <param name="path">
    /// The safetensors file, or the file that ML.NET saved a model in, with one network, whose weights are then taken.
    /// </param>
    /// <exception cref="ArgumentNullException">There is no network.</exception>
    /// <exception cref="ArgumentException">The path is empty or white space, or has a null character.</exception>
    /// <exception cref="FileNotFoundException">There is no such file, or it is a folder.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, of another format, or the weights of another network. Then all that is missing, unexpected or
    /// misshapen is listed.
    /// </exception>
    /// <exception cref="IOException">
    /// The file cannot be read; if that is so from its middle on, the network is to be given up.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">There is no right to read the file.</exception>
    public static void Load(nn.Module<Tensor, Tensor> network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        PathArgument.Check(path);
        WeightsFile.Read(path, stream =>
        {
            Fill(stream, SafeTensorsHeader.Read(stream, out _), network.state_dict(), LastLayer.Whole);
            return true;
        });
    }

    /// <summary>
    /// The same as <see cref="Load(nn.Module{Tensor, Tensor}, string)"/>, for a network that goes on to be trained: its last layer
    /// takes the rows of its own classes where the file names them, and keeps the weights that it has for the others, or for
    /// all where the file is of another class count, or has no last layer.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="classNames">The names of the network's classes; null where they have none.</param>
    internal static LastLayer LoadForFineTuning(
        nn.Module<Tensor, Tensor> network, PretrainedWeights weights, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return weights.Read(stream =>
        {
            var state = network.state_dict();
            var entries = SafeTensorsHeader.Read(stream, out var texts);
            var last = LastLayer.Of(entries.ToDictionary(), state, WeightsMetadata.ClassNames(texts), classNames);
            Fill(stream, entries, state, last);
            return last;
        });
    }

    /// <summary>Saves a network whose classes have names, or none.</summary>
    internal static void SaveTrained(nn.Module<Tensor, Tensor> network, string path, IEnumerable<string>? classNames)
    {
        ArgumentNullException.ThrowIfNull(network);
        PathArgument.Check(path);
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder, so no weights can be saved there. Name a file in it.");
        AtomicFile.Write(path, stream => SafeTensorsWriter.Write(stream, network.state_dict(), WeightsMetadata.Of(classNames)));
    }

    private static void Fill(
        Stream stream, IReadOnlyList<KeyValuePair<string, SafeTensorsEntry>> entries, Dictionary<string, Tensor> state, LastLayer last)
    {
        using var scope = NewDisposeScope();
        var names = entries.Select(entry => entry.Key).ToHashSet();
        var counters = state.Where(entry => IsCounter(entry.Key) && !names.Contains(entry.Key)).ToDictionary();
        var filled = last.Filled(state).Where(entry => !counters.ContainsKey(entry.Key)).ToDictionary();
        SafeTensorsFit.Check([.. entries.Where(entry => !last.Ignores(entry.Key))], filled);
        SafeTensorsReader.Fill(stream, entries, filled);
        last.Take(filled, state);
        Clear(counters.Values);
    }

    private static bool IsCounter(string name) => name.Split('.')[^1] == CounterName;

    private static void Clear(IEnumerable<Tensor> counters)
    {
        using var mode = no_grad();
        using var scope = NewDisposeScope();
        foreach (var counter in counters)
            counter.zero_();
    }
}
