using System.Diagnostics;
using System.Globalization;
using ResNetMLNet.Communication;

namespace ResNetMLNet.Training.Distribution;

/// <summary>
/// Finds out whether steps are quicker if gradients are summed during backward or behind it: both are done in turns at first, and then
/// the quicker one. Which one that is depends on the network, and on whether the exchange has a core for itself.
/// </summary>
/// <param name="communicator">Joins the ranks, which all do what rank 0 has measured.</param>
/// <param name="tell">Hears what came out.</param>
internal sealed class StepTrial(Communicator communicator, Action<string> tell)
{
    /// <summary>The first steps take longer, whichever way.</summary>
    private const int WarmUpCount = 4;

    private const int StepCount = 20;

    private readonly List<double> _during = [];
    private readonly List<double> _behind = [];
    private int _step;
    private long _begun;
    private bool? _isDuringQuicker;

    /// <summary>Whether the next step sums gradients during backward.</summary>
    public bool IsDuring => _isDuringQuicker ?? _step % 2 == 1;

    /// <summary>A step begins.</summary>
    public void Begin() => _begun = Stopwatch.GetTimestamp();

    /// <summary>A step has ended that could have been done both ways.</summary>
    public void End()
    {
        if (_isDuringQuicker is not null)
            return;
        if (_step >= WarmUpCount)
            (IsDuring ? _during : _behind).Add(Stopwatch.GetElapsedTime(_begun).TotalMilliseconds);
        if (++_step == WarmUpCount + StepCount)
            Decide();
    }

    private void Decide()
    {
        var (during, behind) = (Median(_during), Median(_behind));
        _isDuringQuicker = communicator.FromFirst(during < behind);
        tell(string.Create(
            CultureInfo.InvariantCulture,
            $"Gradients are summed {(IsDuring ? "during" : "behind")} backward: a step takes {during:F0} ms with them summed during it, "
            + $"{behind:F0} ms behind it."));
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
