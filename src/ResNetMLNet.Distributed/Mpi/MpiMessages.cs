using System.Diagnostics;
using System.Globalization;
using System.Text;
using ResNetMLNet.Communication;

namespace ResNetMLNet.Distributed.Mpi;

/// <summary>
/// Sends and receives parts between all ranks. While it waits, it hears of ranks that have failed, and knows which one it waits for.
/// </summary>
/// <param name="library">The MPI library.</param>
/// <param name="rank">This rank.</param>
/// <param name="size">The number of ranks.</param>
/// <param name="timeout">How long another rank may let this one wait.</param>
internal sealed unsafe class MpiMessages(MpiLibrary library, int rank, int size, TimeSpan timeout)
{
    /// <summary>
    /// The bytes of a message: of two long ones in both directions over TCP, Open MPI lets the answer to one wait for all of the other, so
    /// that they go one after the other. Short ones cost more by themselves.
    /// </summary>
    private const int MessageLength = 1 << 18;

    private const int PartTag = 1;
    private const int FailureTag = 2;
    private const int FailureLength = 2048;

    /// <summary>How long a request is asked for without leaving the core to others.</summary>
    private static readonly TimeSpan _spinTime = TimeSpan.FromMicroseconds(100);

    private static readonly TimeSpan _timeToTell = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _listenInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>Names a rank by its number and machine.</summary>
    public Func<int, string> Describe { get; set; } = other => FormattableString.Invariant($"Rank {other}");

    /// <summary>Sends a part to each other rank and receives one from it.</summary>
    /// <param name="sent">The parts for all ranks.</param>
    /// <param name="received">Room for the parts of all ranks.</param>
    /// <param name="length">The bytes of a part.</param>
    /// <exception cref="RankFailedException">Another rank has failed, or has not answered in time.</exception>
    public void Exchange(Func<int, nint> sent, byte* received, int length)
    {
        var messages = (length + MessageLength - 1) / MessageLength;
        var count = 2 * (size - 1) * messages;
        var (handles, peers) = (new nint[count], new int[count]);
        fixed (nint* requests = handles)
        {
            var next = 0;

            // Each begins with the rank behind it, so that not all send to one at first.
            for (var step = 1; step < size; step++)
            {
                var (to, from) = ((rank + step) % size, (rank + size - step) % size);
                for (var begin = 0; begin < length; begin += MessageLength)
                {
                    var part = Math.Min(MessageLength, length - begin);
                    peers[next] = from;
                    library.Receive(received + ((long)from * length) + begin, part, from, PartTag, requests + next++);
                    peers[next] = to;
                    library.Send((byte*)sent(to) + begin, part, to, PartTag, requests + next++);
                }
            }
            Await(requests, peers);
        }
    }

    /// <summary>Tells all other ranks that this one has failed.</summary>
    public void Fail(string reason)
    {
        var text = stackalloc byte[FailureLength];
        var bytes = Encoding.UTF8.GetBytes(reason);
        bytes.AsSpan(0, Math.Min(bytes.Length, FailureLength - 1)).CopyTo(new Span<byte>(text, FailureLength));
        var requests = stackalloc nint[size];
        for (var other = 0; other < size; other++)
        {
            if (other != rank)
                library.Send(text, FailureLength, other, FailureTag, requests + other);
        }

        // Whoever does not listen has failed as well, or has left.
        var started = Stopwatch.GetTimestamp();
        foreach (var other in Enumerable.Range(0, size).Where(other => other != rank))
        {
            while (!library.IsDone(requests + other) && Stopwatch.GetElapsedTime(started) < _timeToTell)
                Thread.Yield();
        }
    }

    private void Await(nint* requests, int[] peers)
    {
        var started = Stopwatch.GetTimestamp();
        var listened = started;
        for (var i = 0; i < peers.Length; i++)
        {
            while (!library.IsDone(requests + i))
            {
                // More ranks than cores would wait for each other.
                if (Stopwatch.GetElapsedTime(started) > _spinTime)
                    Thread.Yield();
                if (Stopwatch.GetElapsedTime(listened) < _listenInterval)
                    continue;
                Listen();
                listened = Stopwatch.GetTimestamp();
                if (Stopwatch.GetElapsedTime(started) > timeout)
                    throw TimedOut(requests, peers, i);
            }
        }
    }

    private void Listen()
    {
        for (var other = 0; other < size; other++)
        {
            if (other != rank && library.HasSent(other, FailureTag))
                throw new RankFailedException(other, $"{Describe(other)} has failed: {Heard(other)}");
        }
    }

    private string Heard(int other)
    {
        var text = stackalloc byte[FailureLength];
        nint request;
        library.Receive(text, FailureLength, other, FailureTag, &request);
        while (!library.IsDone(&request))
            Thread.Yield();
        var bytes = new ReadOnlySpan<byte>(text, FailureLength);
        return Encoding.UTF8.GetString(bytes[..bytes.IndexOf((byte)0)]);
    }

    private RankFailedException TimedOut(nint* requests, int[] peers, int first)
    {
        List<int> silent = [];
        for (var i = first; i < peers.Length; i++)
        {
            if (!library.IsDone(requests + i))
                silent.Add(peers[i]);
        }
        return new RankFailedException(silent.DefaultIfEmpty(peers[first]).Min(), string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(" and ", silent.Distinct().Order().Select(Describe))} has not answered for {timeout}: it hangs, or is slower than the time "
            + $"that MpiCommunicator.Join was given."));
    }
}
