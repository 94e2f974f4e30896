using ResNetMLNet.Modeling;
using static TorchSharp.torch;

namespace ResNetMLNet.Persistence;

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
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="NotSupportedException">The network has numbers that the format does not, as complex ones.</exception>
    /// <exception cref="IOException">The file cannot be written. An earlier one is as it was, as after any exception.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, for want of the right to.</exception>
    public static void Save(nn.Module<Tensor, Tensor> network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder, so no weights can be saved there. Name a file in it.");
        AtomicFile.Write(path, stream => SafeTensorsWriter.Write(
            stream, network.state_dict(), new Dictionary<string, string> { ["format"] = "pt" }));
    }

    /// <summary>
    /// Puts saved weights in the place of a network's. Names, shapes and types are compared before any number is changed.
    /// </summary>
    /// <param name="network">
    /// The network, on any device. Floating-point numbers of any precision convert to the types that its own have: half, bfloat16
    /// and double precision to single precision. Counters of batches that the file lacks become 0, as in PyTorch.
    /// </param>
    /// <param name="path">The safetensors file.</param>
    /// <exception cref="ArgumentNullException">There is no network.</exception>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="FileNotFoundException">There is no such file, or it is a folder.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, of another format, or the weights of another network. Then all that is missing, unexpected or
    /// misshapen is listed.
    /// </exception>
    /// <exception cref="IOException">
    /// The file cannot be read; if that is so from its middle on, the network is to be given up.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">There is no right to read the file.</exception>
    public static void Load(nn.Module<Tensor, Tensor> network, string path) => Load(network, path, mayKeepLastLayer: false);

    /// <summary>
    /// The same as <see cref="Load(nn.Module{Tensor, Tensor}, string)"/>, for a network that goes on to be trained: if the file
    /// is of another class count, the last layer keeps the weights that it has.
    /// </summary>
    /// <returns>Whether the last layer was kept.</returns>
    internal static bool LoadForFineTuning(nn.Module<Tensor, Tensor> network, string path) =>
        Load(network, path, mayKeepLastLayer: true);

    private static bool Load(nn.Module<Tensor, Tensor> network, string path, bool mayKeepLastLayer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return WeightsFile.Read(path, stream =>
        {
            var state = network.state_dict();
            var entries = SafeTensorsHeader.Read(stream, out _);
            var found = entries.ToDictionary();
            var kept = mayKeepLastLayer && HasOtherClassCount(found, state) ? ResNet.HeadNames : [];
            var counters = state.Where(entry => IsCounter(entry.Key) && !found.ContainsKey(entry.Key)).ToDictionary();
            var filled = state.Where(entry => !kept.Contains(entry.Key) && !counters.ContainsKey(entry.Key)).ToDictionary();
            WeightsFit.Check([.. entries.Where(entry => !kept.Contains(entry.Key))], filled);
            SafeTensorsReader.Fill(stream, entries, filled);
            Clear(counters.Values);
            return kept.Count > 0;
        });
    }

    private static bool IsCounter(string name) => name.Split('.')[^1] == CounterName;

    /// <summary>Whether the last layer's tensors have another first dimension than the network's, and all the same.</summary>
    private static bool HasOtherClassCount(Dictionary<string, SafeTensorsEntry> found, Dictionary<string, Tensor> state)
    {
        if (!ResNet.HeadNames.All(name => found.ContainsKey(name) && state.ContainsKey(name)))
            return false;
        var pairs = ResNet.HeadNames.Select(name => (found[name].Shape, Own: state[name].shape)).ToList();
        return pairs.All(pair => pair.Shape.Count > 0 && pair.Shape.Skip(1).SequenceEqual(pair.Own.Skip(1)))
            && pairs.All(pair => pair.Shape[0] == pairs[0].Shape[0] && pair.Shape[0] != pair.Own[0]);
    }

    private static void Clear(IEnumerable<Tensor> counters)
    {
        using var mode = no_grad();
        using var scope = NewDisposeScope();
        foreach (var counter in counters)
            counter.zero_();
    }
}
