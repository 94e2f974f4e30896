using System.Runtime.InteropServices;
using System.Text;

namespace ResNetMLNet.Communication;

/// <summary>What ranks tell each other, made of the two exchanges that every communicator has.</summary>
internal static class Collectives
{
    /// <summary>As much as is sent at once: an engine keeps memory of its own for it.</summary>
    public const int PieceLength = 1 << 24;

    /// <summary>Gives each rank the values of all, in their order.</summary>
    public static T[] Gather<T>(this Communicator communicator, T own)
        where T : unmanaged
    {
        var all = new T[communicator.Size];
        all[communicator.Rank] = own;
        communicator.AllGather(MemoryMarshal.AsBytes(all.AsSpan()));
        return all;
    }

    /// <summary>Gives each rank the texts of all, in their order.</summary>
    public static string[] Gather(this Communicator communicator, string own)
    {
        var bytes = Encoding.UTF8.GetBytes(own);
        var lengths = communicator.Gather(bytes.Length);
        var longest = lengths.Max();
        var all = new byte[communicator.Size * longest];
        bytes.CopyTo(all, communicator.Rank * longest);
        communicator.AllGather(all);
        return [.. lengths.Select((length, rank) => Encoding.UTF8.GetString(all, rank * longest, length))];
    }

    /// <summary>Gives each rank the value of rank 0.</summary>
    public static T FromFirst<T>(this Communicator communicator, T own)
        where T : unmanaged => communicator.Gather(own)[0];

    /// <summary>Gives each rank the bytes of rank 0; null if that has none.</summary>
    public static byte[]? BytesFromFirst(this Communicator communicator, byte[]? own)
    {
        var length = communicator.FromFirst(own?.LongLength ?? -1);
        if (length < 0)
            return null;
        var bytes = communicator.Rank == 0 ? own! : new byte[length];
        communicator.CopyFromFirst(bytes);
        return bytes;
    }

    /// <summary>Copies the bytes of rank 0 over those of all others.</summary>
    /// <remarks>Rank 0 sends each a part, which they then send each other, so that it takes no longer the more there are.</remarks>
    public static void CopyFromFirst(this Communicator communicator, Span<byte> bytes)
    {
        var part = (Math.Min(PieceLength, bytes.Length) + communicator.Size - 1) / communicator.Size;
        var (sent, received) = (new byte[part * communicator.Size], new byte[part * communicator.Size]);
        for (var begin = 0; begin < bytes.Length; begin += sent.Length)
        {
            var piece = bytes[begin..Math.Min(bytes.Length, begin + sent.Length)];
            piece.CopyTo(sent);
            communicator.AllToAll(sent, received);
            received.AsSpan(0, part).CopyTo(sent.AsSpan(part * communicator.Rank));
            communicator.AllGather(sent);
            sent.AsSpan(0, piece.Length).CopyTo(piece);
        }
    }
}
