using System.Globalization;
using ResNetMLNet.Communication;
using ResNetMLNet.Distributed.Mpi;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Distributed;

/// <summary>
/// Joins the processes that a launcher of MPI has started, such as <c>mpirun -n 4 dotnet App.dll</c>: Open MPI, MPICH and its kin (Intel
/// MPI, Microsoft MPI, Cray), whichever is installed.
/// </summary>
/// <example>
/// <code>
/// using var communicator = MpiCommunicator.Join();
/// var trainer = ml.MulticlassClassification.Trainers.ResNet(new ResNetTrainer.Options { Communicator = communicator });
/// </code>
/// </example>
public sealed class MpiCommunicator : Communicator
{
    private static readonly TimeSpan _defaultTimeout = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan _timeToReport = TimeSpan.FromSeconds(3);

    private readonly MpiThread _thread;
    private readonly MpiLibrary _library;
    private readonly MpiMessages _messages;
    private RankFailedException? _failure;
    private bool _hasFailed;
    private bool _isDisposed;

    private MpiCommunicator(MpiThread thread, MpiLibrary library, int rank, int size, TimeSpan timeout)
        : base(rank, size)
    {
        (_thread, _library) = (thread, library);
        _messages = new MpiMessages(library, rank, size, timeout);
        var machines = this.Gather(Environment.MachineName);
        _messages.Describe = other => FormattableString.Invariant($"Rank {other} on {machines[other]}");
        LocalRank = machines.Take(rank).Count(machine => machine == machines[rank]);
        SharedCores.TakeShare(this, machines);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    /// <inheritdoc/>
    public override int LocalRank { get; }

    /// <summary>Joins the others, once per process; loads the library of the launcher.</summary>
    /// <remarks>
    /// Ranks on the same cores share them: <see cref="ComputeThreads.Count"/> is set to this one's part, unless it or the environment
    /// says something else.
    /// </remarks>
    /// <param name="timeout">How long a rank may let the others wait before it counts as hung; null, the default, for 30 minutes.</param>
    /// <returns>The communicator, to be disposed of at the end; null where this process was started alone, without MPI.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is not above 0.</exception>
    /// <exception cref="DllNotFoundException">The launcher's library is not found.</exception>
    /// <exception cref="InvalidOperationException">
    /// The library that is found is not the launcher's, or Slurm has started several processes without MPI.
    /// </exception>
    public static MpiCommunicator? Join(TimeSpan? timeout = null)
    {
        var limit = timeout ?? _defaultTimeout;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero, nameof(timeout));
        if (MpiLauncher.Find(Environment.GetEnvironmentVariable) is not { } launcher)
        {
            MpiLauncher.CheckIsAlone(Environment.GetEnvironmentVariable);
            return null;
        }
        if (launcher.Size == 1)
            return null;
        var library = MpiLibrary.Load(launcher.Libraries);
        var thread = new MpiThread();
        var (rank, size) = (0, 0);
        thread.Run(() => (rank, size) = library.Init());
        if (launcher.Size is { } started && started != size)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The launcher has started {started} processes, and the MPI library {library.Name} knows of {size}: it is of another make. "
                + $"Start them by the launcher of this library, or install that of the launcher."));
        }
        return new MpiCommunicator(thread, library, rank, size, limit);
    }

    /// <inheritdoc/>
    internal override unsafe void AllToAll(ReadOnlySpan<byte> sent, Span<byte> received)
    {
        var length = sent.Length / Size;
        fixed (byte* from = sent)
        fixed (byte* to = received)
        {
            var (source, room) = ((nint)from, (nint)to);
            Run(() => _messages.Exchange(rank => source + ((nint)rank * length), (byte*)room, length));
        }
        sent.Slice(Rank * length, length).CopyTo(received[(Rank * length)..]);
    }

    /// <inheritdoc/>
    internal override unsafe void AllGather(Span<byte> parts)
    {
        var length = parts.Length / Size;
        fixed (byte* all = parts)
        {
            var (own, room) = ((nint)all + ((nint)Rank * length), (nint)all);
            Run(() => _messages.Exchange(_ => own, (byte*)room, length));
        }
    }

    /// <inheritdoc/>
    internal override void Fail(string reason)
    {
        if (_hasFailed || _isDisposed)
            return;
        _hasFailed = true;
        _thread.Run(() => _messages.Fail(reason));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (!_hasFailed)
        {
            _thread.Run(_library.Leave);
            _thread.Dispose();
            return;
        }

        // Rank 0 tells the user what has failed: it is to have said so before all are ended.
        if (Rank != 0)
            Thread.Sleep(_timeToReport);
        _thread.Run(_library.Abort);
    }

    private void Run(Action exchange)
    {
        if (_failure is not null)
            throw _failure;
        try
        {
            _thread.Run(exchange);
        }
        catch (RankFailedException exception)
        {
            (_failure, _hasFailed) = (exception, true);
            throw;
        }
    }
}
