using static TorchSharp.torch;

namespace ResNetMLNet.Training;

/// <summary>Puts saved tensors in the place of those in use.</summary>
internal static class TensorState
{
    /// <summary>Copies tensors over those in use, by their names.</summary>
    /// <param name="saved">The saved tensors, on any device.</param>
    /// <param name="used">The tensors in use.</param>
    /// <exception cref="InvalidDataException">Names, types or shapes differ; nothing is changed.</exception>
    public static void CopyTo(this IReadOnlyDictionary<string, Tensor> saved, IReadOnlyDictionary<string, Tensor> used)
    {
        using var mode = no_grad();
        if (!saved.Keys.ToHashSet().SetEquals(used.Keys) || used.Any(entry => !Fits(saved[entry.Key], entry.Value)))
            throw new InvalidDataException("The checkpoint is damaged: its tensors are not those of the training that it describes.");
        foreach (var (name, tensor) in used)
            tensor.copy_(saved[name]);
    }

    private static bool Fits(Tensor saved, Tensor used) => saved.dtype == used.dtype && saved.shape.SequenceEqual(used.shape);
}
