using ResNetMLNet.Files;
using ResNetMLNet.Modeling;
using static TorchSharp.torch;

namespace ResNetMLNet.Weights;

/// <summary>What becomes of the last layer of a network that goes on from saved weights.</summary>
internal sealed class LastLayer
{
    /// <summary>It is loaded as all others are, whatever its classes.</summary>
    public static readonly LastLayer Whole = new();

    private readonly ClassMatch? _match;
    private readonly int _savedCount;
    private readonly bool _beginsAnew;

    private LastLayer(ClassMatch? match = null, int savedCount = 0, bool beginsAnew = false, string? info = null)
    {
        _match = match;
        _savedCount = savedCount;
        _beginsAnew = beginsAnew;
        Info = info;
    }

    /// <summary>What is worth knowing about it: the end of a sentence that begins with the file; null for nothing.</summary>
    public string? Info { get; }

    /// <summary>What may not be as the user thinks, likewise: classes with and without weights of their own.</summary>
    public string? Warning => _match?.Describe();

    /// <summary>Compares the last layer and the names of its classes with the network's.</summary>
    public static LastLayer Of(
        Dictionary<string, SafeTensorsEntry> found,
        Dictionary<string, Tensor> state,
        IReadOnlyList<string>? savedNames,
        IReadOnlyList<string>? ownNames)
    {
        if (!ResNet.HeadNames.Any(found.ContainsKey) && ResNet.HeadNames.All(state.ContainsKey))
            return new(beginsAnew: true, info: "have no last layer: it begins anew");
        if (SavedCount(found, state) is not { } savedCount)
            return Whole;
        if (savedNames?.Count == savedCount && ownNames is not null)
            return Of(new ClassMatch(savedNames, ownNames), savedCount);
        var ownCount = state[ResNet.HeadNames[0]].shape[0];
        return savedCount == ownCount
            ? new(info: "cannot be compared with the training by names of classes: these are taken to be the same, in the same order")
            : new(beginsAnew: true, info: $"are of another number of classes than {ownCount}: the last layer begins anew");
    }

    /// <summary>Whether the file's tensor of a name is passed over.</summary>
    public bool Ignores(string name) => _beginsAnew && ResNet.HeadNames.Contains(name);

    /// <summary>
    /// The tensors that are to be filled from the file. Those of a last layer of other classes are not the network's own, and
    /// belong to the present dispose scope.
    /// </summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Filled(Dictionary<string, Tensor> state) =>
        from entry in state
        where !Ignores(entry.Key)
        select _match is not null && ResNet.HeadNames.Contains(entry.Key)
            ? new(entry.Key, entry.Value.new_empty([_savedCount, .. entry.Value.shape.Skip(1)]))
            : entry;

    /// <summary>Brings what was filled beside the network into it.</summary>
    public void Take(IReadOnlyDictionary<string, Tensor> filled, Dictionary<string, Tensor> state)
    {
        if (_match is null)
            return;
        foreach (var name in ResNet.HeadNames)
            _match.Copy(filled[name], state[name]);
    }

    private static LastLayer Of(ClassMatch match, int savedCount) =>
        match.IsSame ? Whole
        : match.HasShared ? new(match, savedCount)
        : new(beginsAnew: true, info: "know none of the classes: the last layer begins anew");

    /// <summary>The classes of the file's last layer; null if it is no last layer for the network.</summary>
    private static int? SavedCount(Dictionary<string, SafeTensorsEntry> found, Dictionary<string, Tensor> state)
    {
        if (!ResNet.HeadNames.All(name => found.ContainsKey(name) && state.ContainsKey(name)))
            return null;
        var pairs = ResNet.HeadNames.Select(name => (found[name].Shape, Own: state[name].shape)).ToList();
        var isOne = pairs.All(pair => pair.Shape.Count > 0 && pair.Shape.Skip(1).SequenceEqual(pair.Own.Skip(1)))
            && pairs.All(pair => pair.Shape[0] == pairs[0].Shape[0]);
        return isOne ? (int)pairs[0].Shape[0] : null;
    }
}
