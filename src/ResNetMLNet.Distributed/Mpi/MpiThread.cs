using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace ResNetMLNet.Distributed.Mpi;

/// <summary>The one thread that calls MPI: its libraries need not allow more.</summary>
internal sealed class MpiThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    public MpiThread()
    {
        _thread = new Thread(() =>
        {
            foreach (var action in _work.GetConsumingEnumerable())
                action();
        })
        { IsBackground = true, Name = "MPI" };
        _thread.Start();
    }

    /// <summary>Does something on the thread, and waits for it.</summary>
    public void Run(Action action)
    {
        using var done = new ManualResetEventSlim();
        ExceptionDispatchInfo? failure = null;
        _work.Add(() =>
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
            done.Set();
        });
        done.Wait();
        failure?.Throw();
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }
}
