using static TorchSharp.torch;

namespace ResNetMLNet.Training.Checkpoints;

/// <summary>The tensors of a checkpoint by the part of the training that they belong to.</summary>
internal static class TensorGroups
{
    /// <summary>The network as it is in training.</summary>
    public const string Network = "network.";

    /// <summary>The optimizer's running means.</summary>
    public const string Optimizer = "optimizer.";

    /// <summary>The average of the network's weights.</summary>
    public const string Average = "average.";

    /// <summary>The weights that would be returned.</summary>
    public const string Model = "model.";

    /// <summary>The sums of the unfinished epoch.</summary>
    public const string Running = "running.";

    /// <summary>Adds the tensors of a part under its prefix.</summary>
    public static void Add(this Dictionary<string, Tensor> all, string prefix, IEnumerable<KeyValuePair<string, Tensor>> part)
    {
        foreach (var (name, tensor) in part)
            all.Add(prefix + name, tensor);
    }

    /// <summary>The tensors of a part by their own names.</summary>
    public static IReadOnlyDictionary<string, Tensor> Of(this IReadOnlyDictionary<string, Tensor> all, string prefix) =>
        all.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[prefix.Length..], entry => entry.Value);
}
