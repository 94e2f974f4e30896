using ResNetMLNet.Communication;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>Ranks that are threads of one process, and copy memory where others send messages.</summary>
internal sealed class ThreadRanks
{
    private readonly object _lock = new();
    private readonly byte[][] _sent;
    private RankFailedException? _failure;
    private int _waiting;
    private int _meetings;

    private ThreadRanks(int size) => _sent = new byte[size][];

    /// <summary>Does the work of each rank on a thread of its own.</summary>
    /// <returns>What each has come to, or what it has failed with.</returns>
    public static IReadOnlyList<(T? Result, Exception? Failure)> Try<T>(int size, Func<Communicator, T> work)
    {
        var ranks = new ThreadRanks(size);
        var results = new (T?, Exception?)[size];
        var threads = Enumerable.Range(0, size).Select(rank => new Thread(() =>
        {
            using var communicator = new ThreadRank(ranks, rank, size);
            try
            {
                results[rank] = (work(communicator), null);
            }
            catch (Exception exception)
            {
                results[rank] = (default, exception);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return results;
    }

    /// <summary>The same where none is to fail.</summary>
    public static IReadOnlyList<T> Run<T>(int size, Func<Communicator, T> work) =>
        [.. Try(size, work).Select(rank => rank.Failure is null ? rank.Result! : throw new InvalidOperationException("A rank has failed.", rank.Failure))];

    /// <summary>Waits for all ranks.</summary>
    private void Meet()
    {
        lock (_lock)
        {
            var meeting = _meetings;
            if (++_waiting == _sent.Length)
            {
                (_waiting, _meetings) = (0, meeting + 1);
                Monitor.PulseAll(_lock);
            }
            while (_meetings == meeting && _failure is null)
                Monitor.Wait(_lock);
            if (_meetings == meeting)
                throw _failure!;
        }
    }

    private sealed class ThreadRank(ThreadRanks ranks, int rank, int size) : Communicator(rank, size)
    {
        public override int LocalRank => Rank;

        internal override void AllToAll(ReadOnlySpan<byte> sent, Span<byte> received)
        {
            var length = sent.Length / Size;
            ranks._sent[Rank] = sent.ToArray();
            ranks.Meet();
            for (var other = 0; other < Size; other++)
                ranks._sent[other].AsSpan(Rank * length, length).CopyTo(received[(other * length)..]);
            ranks.Meet();
        }

        internal override void AllGather(Span<byte> parts)
        {
            var length = parts.Length / Size;
            ranks._sent[Rank] = parts.Slice(Rank * length, length).ToArray();
            ranks.Meet();
            for (var other = 0; other < Size; other++)
                ranks._sent[other].CopyTo(parts[(other * length)..]);
            ranks.Meet();
        }

        internal override void Fail(string reason)
        {
            lock (ranks._lock)
            {
                ranks._failure ??= new RankFailedException(Rank, $"Rank {Rank} has failed: {reason}");
                Monitor.PulseAll(ranks._lock);
            }
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
