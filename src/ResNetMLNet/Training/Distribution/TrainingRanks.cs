using System.Runtime.InteropServices;
using System.Text.Json;
using ResNetMLNet.Communication;
using ResNetMLNet.History;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Distribution;

/// <summary>This process among those that train together: what one of them decides, all do.</summary>
/// <param name="communicator">Joins them.</param>
internal sealed class TrainingRanks(Communicator communicator)
{
    private const byte GoOn = byte.MaxValue;

    /// <summary>The ranks that a training has; null if its process is alone.</summary>
    public static TrainingRanks? Of(Communicator? communicator) =>
        communicator is { Size: > 1 } ? new TrainingRanks(communicator) : null;

    private bool _hasParted;

    /// <summary>Does this rank's part of a training; if it fails at that, the others hear why.</summary>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    public T Run<T>(Func<T> part)
    {
        try
        {
            return part();
        }
        catch (Exception exception) when (!_hasParted && exception is not RankFailedException)
        {
            communicator.Fail(exception.Message);
            throw;
        }
    }

    /// <summary>From now on the ranks need each other no more: how the training ended, all tell alike.</summary>
    public void Part() => _hasParted = true;

    /// <summary>Joins the ranks.</summary>
    public Communicator Communicator => communicator;

    /// <summary>Whether this rank writes what the training leaves behind, and tells of it.</summary>
    public bool IsFirst => communicator.Rank == 0;

    /// <summary>The rows of each batch that are this rank's.</summary>
    public RankSlice Slice => new(communicator.Rank, communicator.Size);

    /// <summary>Why the training ends, if it does on any rank: numbers that are none count more than all else, then the lowest rank.</summary>
    /// <param name="own">Why it ends on this one; null if it goes on.</param>
    public TrainingStopReason? Agree(TrainingStopReason? own)
    {
        var votes = communicator.Gather(own is { } reason ? (byte)reason : GoOn);
        return votes.Contains((byte)TrainingStopReason.Diverged) ? TrainingStopReason.Diverged
            : votes.FirstOrDefault(vote => vote != GoOn, GoOn) is var first and not GoOn ? (TrainingStopReason)first
            : null;
    }

    /// <summary>The sums of what all ranks have counted.</summary>
    public (double Loss, long Correct, long Count) Sum((double Loss, long Correct, long Count) own)
    {
        var (losses, counts) = (communicator.Gather(own.Loss), communicator.Gather((own.Correct, own.Count)));
        return (losses.Sum(), counts.Sum(count => count.Correct), counts.Sum(count => count.Count));
    }

    /// <summary>The rows of a set that this rank takes where they are not cut into batches.</summary>
    public int[] ShareOf(int[] rows)
    {
        var (begin, end) = (Border(communicator.Rank), Border(communicator.Rank + 1));
        return rows[begin..end];

        int Border(int rank) => (int)((long)rows.Length * rank / communicator.Size);
    }

    /// <summary>The numbers of all rows of a batch, in their order, of which each rank has those of its slice.</summary>
    /// <param name="own">This rank's.</param>
    /// <param name="rowCount">The rows of the whole batch.</param>
    /// <param name="size">The numbers of a row.</param>
    public ReadOnlySpan<float> Gather(ReadOnlySpan<float> own, int rowCount, int size)
    {
        if (!Slice.Shares(rowCount))
            return own;
        var slices = Enumerable.Range(0, communicator.Size).Select(rank => new RankSlice(rank, communicator.Size).Of(rowCount)).ToList();
        var longest = slices.Max(slice => slice.Count) * size;
        var all = new float[longest * slices.Count];
        own.CopyTo(all.AsSpan(longest * communicator.Rank));
        communicator.AllGather(MemoryMarshal.AsBytes(all.AsSpan()));
        for (var rank = 1; rank < slices.Count; rank++)
            all.AsSpan(longest * rank, slices[rank].Count * size).CopyTo(all.AsSpan(slices[rank].First * size));
        return all.AsSpan(0, rowCount * size);
    }

    /// <summary>Gives all ranks the weights and buffers of rank 0.</summary>
    public void CopyFromFirst(nn.Module network)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        foreach (var (_, tensor) in network.state_dict())
        {
            var copy = tensor.cpu().contiguous();
            communicator.CopyFromFirst(copy.bytes);
            tensor.copy_(copy);
        }
    }

    /// <summary>Refuses ranks that would train something else.</summary>
    /// <param name="own">What decides the training, by names.</param>
    /// <exception cref="InvalidOperationException">They differ; the message names every difference with its rank.</exception>
    public void CheckSame(IEnumerable<KeyValuePair<string, string>> own)
    {
        var all = communicator.Gather(JsonSerializer.Serialize(new Dictionary<string, string>(own)))
            .Select(text => JsonSerializer.Deserialize<Dictionary<string, string>>(text)!)
            .ToList();
        var differences =
            from rank in Enumerable.Range(1, all.Count - 1)
            from name in all[0].Keys.Union(all[rank].Keys)
            let first = all[0].GetValueOrDefault(name, OptionValues.None)
            let other = all[rank].GetValueOrDefault(name, OptionValues.None)
            where first != other
            select FormattableString.Invariant($"{name} is {first} on rank 0 and {other} on rank {rank}");
        if (differences.ToList() is { Count: > 0 } found)
        {
            throw new InvalidOperationException(
                $"The ranks would not train the same network: {string.Join("; ", found)}. Start them with the same program, options and data.");
        }
    }
}
