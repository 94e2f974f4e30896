using ResNetMLNet.Communication;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training.Images;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Distribution;

/// <summary>
/// Sums gradients, changes of buffers and figures of a batch over all ranks, each of which has worked on some of its rows: afterwards
/// all have the same bits. All of it lies in one tensor, of which the gradients are views.
/// </summary>
/// <remarks>
/// Of the buffers, as running means, each rank's change counts by its share of the rows; those that do not change keep their bits.
/// </remarks>
internal sealed class GradientExchange : IDisposable
{
    private const int FigureCount = 2;

    private readonly OrderedSum _sum;
    private readonly FlatGradients _gradients;
    private readonly ExchangeAhead _ahead;
    private readonly Device _device;
    private readonly Precision _precision;
    private readonly IReadOnlyList<Tensor> _buffers;
    private readonly List<Tensor> _buffersBefore;
    private readonly int _bufferLength;

    /// <param name="communicator">Joins the ranks.</param>
    /// <param name="network">The network, where it is trained.</param>
    /// <param name="device">Where that is.</param>
    /// <param name="precision">The format in which the gradients go from rank to rank; buffers and figures go in single precision.</param>
    /// <param name="tell">Hears whether gradients are summed during backward.</param>
    public GradientExchange(Communicator communicator, nn.Module network, Device device, Precision precision, Action<string> tell)
    {
        (_device, _precision) = (device, precision);
        _sum = new OrderedSum(communicator);
        _buffers = [.. network.buffers()];
        _buffersBefore = [.. _buffers.Select(buffer => buffer.clone().DetachFromDisposeScope())];
        _bufferLength = (int)_buffers.Sum(buffer => buffer.numel());
        _gradients = new FlatGradients(communicator, network, device, _sum, _bufferLength + FigureCount);
        _ahead = new ExchangeAhead(communicator, network, _gradients, SumGradients, tell);
    }

    /// <summary>Makes the gradients zeros that are summed where they lie, and remembers the buffers as they are before a batch.</summary>
    public void Begin()
    {
        using var mode = no_grad();
        _gradients.Begin();
        foreach (var (before, buffer) in _buffersBefore.Zip(_buffers))
            before.copy_(buffer);
        if (_device.type == DeviceType.CPU)
            _ahead.Begin();
    }

    /// <summary>Sums what the ranks have made of their rows of a batch.</summary>
    /// <param name="own">The figures of this rank's rows; the gradients are those of their share of the batch's mean loss.</param>
    /// <param name="rows">Which rows these are.</param>
    /// <returns>The figures of the whole batch, which belong to the present dispose scope.</returns>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    public BatchFigures Sum(BatchFigures own, BatchRows rows)
    {
        using var mode = no_grad();
        using var scope = NewDisposeScope();
        var done = _ahead.Await();
        var flat = _gradients.Attached();
        var changes = flat.narrow(0, _gradients.Length, _bufferLength);
        var figures = flat.narrow(0, _gradients.Length + _bufferLength, FigureCount);

        // A batch that each rank has worked on as a whole is to count once.
        using var copies = (rows.Share * rows.BatchCount / own.Count).ToScalar();
        figures.copy_(stack([own.Loss.reshape([]), own.Correct.reshape([]).to(ScalarType.Float64)]).mul(copies));
        PutChanges(changes, rows.Share);
        Exchange(flat, done);
        _ahead.End();
        TakeChanges(changes);
        var sums = figures.to(ScalarType.Float64);
        var correct = sums[1].round().to(ScalarType.Int64);
        return new(sums[0].MoveToOuterDisposeScope(), correct.MoveToOuterDisposeScope(), rows.BatchCount);
    }

    public void Dispose()
    {
        _ahead.Dispose();
        _gradients.Dispose();
        foreach (var buffer in _buffersBefore)
            buffer.Dispose();
    }

    /// <summary>Sums what is left behind the gradients that are done.</summary>
    private void Exchange(Tensor flat, int done)
    {
        var staging = flat.cpu();
        var values = staging.Values<float>();
        SumGradients(values[done.._gradients.Length]);
        _sum.Sum(values[_gradients.Length..]);
        if (_device.type != DeviceType.CPU)
            flat.copy_(staging);
    }

    private void SumGradients(Span<float> values)
    {
        if (_precision == Precision.BFloat16)
            _sum.SumRounded(values);
        else
            _sum.Sum(values);
    }

    private void PutChanges(Tensor changes, double share)
    {
        using var factor = share.ToScalar();
        if (_buffers.Count > 0)
            changes.copy_(cat([.. _buffers.Zip(_buffersBefore, (now, before) => now.sub(before).flatten().to(ScalarType.Float32))]).mul(factor));
    }

    private void TakeChanges(Tensor changes)
    {
        var begin = 0L;
        foreach (var (buffer, before) in _buffers.Zip(_buffersBefore))
        {
            var change = changes.narrow(0, begin, buffer.numel()).view(buffer.shape);
            buffer.copy_(before.add(buffer.is_floating_point() ? change : change.round().to(buffer.dtype), Scalars.One));
            begin += buffer.numel();
        }
    }
}
