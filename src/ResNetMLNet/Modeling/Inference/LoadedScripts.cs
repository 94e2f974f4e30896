using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>
/// The scripts that the process has loaded, each once: libtorch never gives back what it makes of a script, more than a
/// megabyte for a network, and a training prepares its network anew for every validation.
/// </summary>
internal static class LoadedScripts
{
    private static readonly ConcurrentDictionary<string, Lazy<jit.ScriptModule>> _modules = new();

    /// <summary>
    /// The module with these methods, which stays loaded and is not to be disposed. It has no weights, and any number of
    /// threads may call it.
    /// </summary>
    /// <param name="methods">The methods as <see cref="ScriptArchive.Create"/> takes them.</param>
    public static jit.ScriptModule Get(string methods) =>
        _modules.GetOrAdd(methods, text => new Lazy<jit.ScriptModule>(() => jit.load(ScriptArchive.Create(text)))).Value;
}
