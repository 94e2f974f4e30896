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

    /// <summary>The least count of numbers above another that can be summed.</summary>
    public int RoundUp(int count) => (count + _size - 1) / _size * _size;

    /// <summary>Puts the sums of all ranks in the place of the numbers of each.</summary>
    /// <param name="values">The numbers, of which the count is a multiple of that of the ranks.</param>
    public void Sum(Span<float> values)
    {
        var longest = Math.Max(1, Collectives.PieceLength / sizeof(float) / _size) * _size;
        if (_parts.Length == 0)
            _parts = new float[Math.Min(longest, values.Length)];
        while (values.Length > 0)
        {
            var piece = values[..Math.Min(longest, values.Length)];
            SumPiece(piece, Received(piece.Length));
            values = values[piece.Length..];
        }
    }

    private void SumPiece(Span<float> piece, Span<float> received)
    {
        communicator.AllToAll(MemoryMarshal.AsBytes(piece), MemoryMarshal.AsBytes(received));
        var length = piece.Length / _size;
        var sum = piece.Slice(communicator.Rank * length, length);
        received[..length].CopyTo(sum);
        for (var rank = 1; rank < _size; rank++)
            TensorPrimitives.Add(sum, received.Slice(rank * length, length), sum);
        communicator.AllGather(MemoryMarshal.AsBytes(piece));
    }

    private Span<float> Received(int length)
    {
        if (_parts.Length < length)
            _parts = new float[length];
        return _parts.AsSpan(0, length);
    }
}
