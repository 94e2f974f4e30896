using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace ResNetMLNet.Communication;

/// <summary>
/// Sums the numbers of all ranks in the order of the ranks, so that the same numbers give the same bits on any engine and on any
/// machines, which the sums of engines do not.
/// </summary>
/// <remarks>Each rank sums a part of every piece, and all parts then go to all.</remarks>
/// <param name="communicator">Joins the ranks.</param>
internal sealed class OrderedSum(Communicator communicator)
{
    private readonly int _size = communicator.Size;
    private float[] _parts = [];
    private ushort[] _sent = [];
    private ushort[] _received = [];

    /// <summary>The largest count of numbers up to another that can be summed.</summary>
    public int RoundDown(int count) => count / _size * _size;

    /// <summary>The least count of numbers from another on that can be summed.</summary>
    public int RoundUp(int count) => (count + _size - 1) / _size * _size;

    /// <summary>Puts the sums of all ranks in the place of the numbers of each.</summary>
    /// <param name="values">The numbers, of which the count is a multiple of that of the ranks.</param>
    public void Sum(Span<float> values)
    {
        for (; values.Length > 0; values = values[Math.Min(PieceCount, values.Length)..])
            SumPiece(values[..Math.Min(PieceCount, values.Length)]);
    }

    /// <summary>
    /// The same with numbers and sums rounded to bfloat16 on their way, in half the bytes; the sums are made in single precision, and all
    /// ranks have the same.
    /// </summary>
    public void SumRounded(Span<float> values)
    {
        for (; values.Length > 0; values = values[Math.Min(PieceCount, values.Length)..])
            SumPieceRounded(values[..Math.Min(PieceCount, values.Length)]);
    }

    private int PieceCount => Math.Max(1, Collectives.PieceLength / sizeof(float) / _size) * _size;

    private void SumPiece(Span<float> piece)
    {
        var received = Reserved(ref _parts, piece.Length);
        communicator.AllToAll(MemoryMarshal.AsBytes(piece), MemoryMarshal.AsBytes(received));
        var length = piece.Length / _size;
        var sum = piece.Slice(communicator.Rank * length, length);
        received[..length].CopyTo(sum);
        for (var rank = 1; rank < _size; rank++)
            TensorPrimitives.Add(sum, received.Slice(rank * length, length), sum);
        communicator.AllGather(MemoryMarshal.AsBytes(piece));
    }

    private void SumPieceRounded(Span<float> piece)
    {
        var sent = Reserved(ref _sent, piece.Length);
        var received = Reserved(ref _received, piece.Length);
        BFloat16Bits.Round(piece, sent);
        communicator.AllToAll(MemoryMarshal.AsBytes(sent), MemoryMarshal.AsBytes(received));
        var length = piece.Length / _size;
        var sum = piece.Slice(communicator.Rank * length, length);
        var part = Reserved(ref _parts, length);
        BFloat16Bits.Widen(received[..length], sum);
        for (var rank = 1; rank < _size; rank++)
        {
            BFloat16Bits.Widen(received.Slice(rank * length, length), part);
            TensorPrimitives.Add(sum, part, sum);
        }
        BFloat16Bits.Round(sum, sent.Slice(communicator.Rank * length, length));
        communicator.AllGather(MemoryMarshal.AsBytes(sent));
        BFloat16Bits.Widen(sent, piece);
    }

    private static Span<T> Reserved<T>(ref T[] memory, int length)
    {
        if (memory.Length < length)
            memory = new T[length];
        return memory.AsSpan(0, length);
    }
}
