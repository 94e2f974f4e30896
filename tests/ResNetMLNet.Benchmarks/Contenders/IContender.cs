using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>Something that is timed in a process of its own.</summary>
internal interface IContender : IDisposable
{
    /// <summary>Computes what others are compared with, and warms up.</summary>
    Evidence Check();

    /// <summary>Runs one round.</summary>
    /// <returns>The seconds of what counts, and the rows.</returns>
    (double Seconds, int Rows) Run();
}
