namespace ResNetMLNet.Communication;

/// <summary>
/// Joins the processes that train one network together, its ranks. Each runs the same program on the same data and is given its own
/// communicator by <c>Options.Communicator</c>; the package <c>ResNetMLNet.Distributed</c> has the one that goes over MPI.
/// </summary>
/// <remarks>The ranks call their methods in the same order: what one of them does, all do.</remarks>
public abstract class Communicator : IDisposable
{
    private protected Communicator(int rank, int size) => (Rank, Size) = (rank, size);

    /// <summary>The number of this process among all, from 0. Rank 0 writes what a training leaves behind.</summary>
    public int Rank { get; }

    /// <summary>The number of processes.</summary>
    public int Size { get; }

    /// <summary>The number of this process among those on the same machine, from 0: which of its GPUs it is to use.</summary>
    public abstract int LocalRank { get; }

    /// <summary>Sends each rank a part of its own, and receives one from each.</summary>
    /// <param name="sent">As many parts of one length as there are ranks; part <c>r</c> goes to rank <c>r</c>.</param>
    /// <param name="received">As much room; part <c>r</c> comes from rank <c>r</c>.</param>
    /// <exception cref="RankFailedException">Another rank has failed, or has not answered in time.</exception>
    internal abstract void AllToAll(ReadOnlySpan<byte> sent, Span<byte> received);

    /// <summary>Sends all ranks the same part, and receives those of the others.</summary>
    /// <param name="parts">As many parts of one length as there are ranks, with this rank's own in its place.</param>
    /// <exception cref="RankFailedException">Another rank has failed, or has not answered in time.</exception>
    internal abstract void AllGather(Span<byte> parts);

    /// <summary>Tells the others that this rank has failed: whatever they wait for ends with an exception that says why.</summary>
    /// <param name="reason">Why, in words.</param>
    internal abstract void Fail(string reason);

    /// <summary>Leaves the other processes.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Leaves the other processes.</summary>
    /// <param name="disposing">Always true.</param>
    protected abstract void Dispose(bool disposing);
}
