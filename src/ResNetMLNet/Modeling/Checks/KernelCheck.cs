using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Modeling.Checks;

/// <summary>
/// What this processor computes right, found out by computing it once: there are processors on which some of libtorch's operators
/// are wrong in some sizes, without a word.
/// </summary>
internal static class KernelCheck
{
    /// <summary>Where to look further, for messages.</summary>
    public const string Advice = "Doctor.Examine, or the verb doctor of the programs, tells all that is wrong on this machine.";

    private static readonly ConcurrentDictionary<LayerKernel, bool> _verdicts = new();
    private static readonly ConcurrentQueue<string> _unreported = new();

    /// <summary>Whether a kernel computes right, which is measured the first time that it is asked.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="error">Measures its error, relative to the largest value; NaN where its weights are no numbers.</param>
    public static bool Passes(LayerKernel kernel, Func<double> error)
    {
        if (_verdicts.TryGetValue(kernel, out var verdict))
            return verdict;
        var problem = Problem(kernel, error, out var isKnown);
        if (isKnown && _verdicts.TryAdd(kernel, problem is null) && problem is not null)
            _unreported.Enqueue(problem);
        return problem is null;
    }

    /// <summary>What was found wrong in this process and has not been told yet, one sentence each.</summary>
    public static IEnumerable<string> TakeUnreported()
    {
        while (_unreported.TryDequeue(out var problem))
            yield return problem;
    }

    private static string? Problem(LayerKernel kernel, Func<double> error, out bool isKnown)
    {
        isKnown = true;
        try
        {
            var found = error();
            isKnown = !double.IsNaN(found);
            return found <= KernelError.Tolerance(kernel.Type) || !isKnown
                ? null
                : Text(kernel, string.Create(CultureInfo.InvariantCulture, $"is {found:P1} of the largest value off"));
        }
        catch (ExternalException exception) when (!MemoryShortage.IsBehind(exception))
        {
            return Text(kernel, $"fails: {exception.Message}");
        }
    }

    private static string Text(LayerKernel kernel, string fault) =>
        $"On this machine {kernel} {fault}. It is computed in another way, more slowly. {Advice}";
}
