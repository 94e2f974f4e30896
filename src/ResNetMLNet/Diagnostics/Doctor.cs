using System.Globalization;
using ResNetMLNet.Interop;

namespace ResNetMLNet.Diagnostics;

/// <summary>Looks at the machine: what it is, and whether libtorch computes right on it.</summary>
/// <remarks>
/// On some processors some of libtorch's convolutions give wrong sums, without a word, or end the process. The library checks what it
/// uses before it is used; this looks at all of it, and at torch's own convolutions as well.
/// </remarks>
public static class Doctor
{
    /// <summary>Describes the machine and tries the convolutions of the family.</summary>
    /// <param name="sweepArguments">
    /// The arguments by which this program calls <see cref="SweepKernels"/> with its standard output: the convolutions are tried in a
    /// process of their own, since some could end it. Null tries none.
    /// </param>
    /// <param name="progress">Hears of each convolution before it is tried.</param>
    /// <param name="cancellationToken">Ends the trial.</param>
    /// <returns>The report.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The process that tries the convolutions does not do so.</exception>
    public static MachineReport Examine(
        IReadOnlyList<string>? sweepArguments = null, IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        var facts = MachineFacts.Read();
        if (sweepArguments is null)
            return new MachineReport(facts, []);
        var sweep = new KernelSweepProcess(
            first => SelfProcess.With([.. sweepArguments, first.ToString(CultureInfo.InvariantCulture)]), progress);
        return new MachineReport(facts, sweep.Run(cancellationToken));
    }

    /// <summary>
    /// Tries the convolutions of the family, one after another: the work of the process that <see cref="Examine"/> starts.
    /// </summary>
    /// <param name="output">Where it tells of each, for <see cref="Examine"/> to read.</param>
    /// <param name="first">The number of the first one to be tried, from 0.</param>
    public static void SweepKernels(TextWriter output, int first)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        KernelSweep.Run(output, first);
    }
}
