using System.CommandLine;
using System.Diagnostics;
using ResNetMLNet.Benchmarks.CommandLine;
using ResNetMLNet.Communication;
using ResNetMLNet.Distributed;
using ResNetMLNet.Modeling;

namespace ResNetMLNet.Benchmarks.Exchange;

/// <summary>The verb <c>exchange</c>: how long processes that train together take to sum their gradients.</summary>
internal static class ExchangeVerb
{
    /// <summary>The parameters of ResNet-18 for ten classes, 45 MB.</summary>
    private const int DefaultCount = 11_176_970;

    private const int WarmUps = 3;
    private const int Exchanges = 15;

    public static Command Create()
    {
        var count = new Option<int>("--numbers") { Description = "The numbers to sum.", DefaultValueFactory = _ => DefaultCount };
        var verb = new Command("exchange", "Time the sum of gradients over all ranks: start it by a launcher of MPI, as mpirun -n 2.") { count };
        verb.SetAction(parsed => Run(parsed.GetValue(count)));
        return verb;
    }

    private static int Run(int count)
    {
        using var communicator = MpiCommunicator.Join()
            ?? throw new BenchmarkException("exchange is for several processes: start it by a launcher of MPI, as mpirun -n 2.");
        var sum = new OrderedSum(communicator);
        var values = new float[sum.RoundUp(count)];
        foreach (var (precision, exchange) in new (Precision, Action)[]
            { (Precision.Float32, () => sum.Sum(values)), (Precision.BFloat16, () => sum.SumRounded(values)) })
        {
            var (median, least, most) = Measured(exchange);
            if (communicator.Rank == 0)
            {
                Console.WriteLine(FormattableString.Invariant(
                    $"{communicator.Size} ranks, {count:N0} numbers, {precision}: {median:F1} ms (median of {Exchanges}; {least:F1} to {most:F1})"));
            }
        }
        return 0;
    }

    private static (double Median, double Least, double Most) Measured(Action exchange)
    {
        for (var i = 0; i < WarmUps; i++)
            exchange();
        double[] times = [.. Enumerable.Range(0, Exchanges).Select(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            exchange();
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }).Order()];
        return (times[Exchanges / 2], times[0], times[^1]);
    }
}
