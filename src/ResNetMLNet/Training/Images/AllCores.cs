using System.Runtime.ExceptionServices;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Training.Images;

/// <summary>Runs loops on all cores that are to be used.</summary>
internal static class AllCores
{
    /// <summary>Runs a loop, and throws what it fails with as it would without other threads.</summary>
    /// <param name="loop">The loop, which is given how it is to run.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static void Run(Func<ParallelOptions, ParallelLoopResult> loop, CancellationToken cancellationToken = default)
    {
        try
        {
            loop(new ParallelOptions
            {
                MaxDegreeOfParallelism = ComputeThreads.Chosen ?? Environment.ProcessorCount, CancellationToken = cancellationToken,
            });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}
