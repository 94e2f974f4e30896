using System.Runtime.ExceptionServices;

namespace ResNetMLNet.Training.Images;

/// <summary>Work that one thread does beside the training, one piece after another.</summary>
/// <param name="checkAlive">ML.NET's check, which throws <see cref="OperationCanceledException"/> when it is cancelled.</param>
/// <param name="cancellationToken">The caller's token.</param>
internal sealed class BackgroundReading(Action checkAlive, CancellationToken cancellationToken) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly object _news = new();
    private Task _thread = Task.CompletedTask;
    private ExceptionDispatchInfo? _failure;
    private bool _isCancelled;

    /// <summary>Begins the work.</summary>
    /// <param name="work">What is to be done; it is given a check to be made often, which throws when it is to end.</param>
    public void Start(Action<Action> work) => _thread = Task.Factory.StartNew(
        () => Run(work), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Wakes up those who wait.</summary>
    public void Announce()
    {
        lock (_news)
            Monitor.PulseAll(_news);
    }

    /// <summary>Waits until something is so that <see cref="Announce"/> tells of.</summary>
    /// <exception cref="OperationCanceledException">Waiting or working was cancelled.</exception>
    public void Await(Func<bool> condition, CancellationToken waiting)
    {
        using var wakeUp = condition() ? default : waiting.Register(Announce);
        lock (_news)
        {
            while (!condition())
            {
                ThrowIfFailed();
                waiting.ThrowIfCancellationRequested();
                if (_isCancelled)
                    throw new OperationCanceledException("Reading the images was cancelled.");
                Monitor.Wait(_news);
            }
        }
    }

    /// <summary>Throws what the work has failed with, if it has.</summary>
    public void ThrowIfFailed() => Volatile.Read(ref _failure)?.Throw();

    /// <summary>Ends the work and waits for its end.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.GetAwaiter().GetResult();
        _stop.Dispose();
    }

    private void Run(Action<Action> work)
    {
        try
        {
            work(Check);
        }
        catch (Exception exception)
        {
            End(exception);
        }
    }

    private void End(Exception exception)
    {
        lock (_news)
        {
            // What is thrown behind a cancellation comes of it, and those who cancelled know why.
            if (IsCancelled())
                _isCancelled = true;
            else
                _failure = ExceptionDispatchInfo.Capture(exception);
            Monitor.PulseAll(_news);
        }
    }

    private void Check()
    {
        checkAlive();
        _stop.Token.ThrowIfCancellationRequested();
    }

    private bool IsCancelled()
    {
        try
        {
            Check();
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}
