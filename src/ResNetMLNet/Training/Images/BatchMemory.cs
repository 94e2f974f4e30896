using ResNetMLNet.Interop;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Images;

/// <summary>Memory on the host for one of the tensors of a batch, filled again and again.</summary>
/// <remarks>
/// A GPU copies from pinned memory while the host goes on, so that nothing may be written there meanwhile: each filling is pinned as a
/// copy of its own, whose memory libtorch gives to another one only when it has been read.
/// </remarks>
internal sealed class BatchMemory : IDisposable
{
    private readonly Tensor _memory;
    private readonly Func<Tensor, Tensor>? _pin;
    private Tensor? _pinned;

    /// <param name="shape">The most rows that it will hold, and the shape of a row.</param>
    /// <param name="type">The type of its numbers.</param>
    /// <param name="pin">Makes a pinned copy; null where the memory itself is used.</param>
    public BatchMemory(long[] shape, ScalarType type, Func<Tensor, Tensor>? pin)
    {
        _memory = empty(shape, dtype: type, device: CPU).DetachFromDisposeScope();
        _pin = pin;
    }

    /// <summary>The numbers, to be filled.</summary>
    /// <typeparam name="T">The .NET type that corresponds to the tensor's.</typeparam>
    public Span<T> Values<T>()
        where T : unmanaged => _memory.Values<T>();

    /// <summary>Ends a filling.</summary>
    /// <param name="rows">The rows that were filled, from the first.</param>
    public void EndFilling(int rows)
    {
        if (_pin is null)
            return;
        using var scope = NewDisposeScope();
        _pinned?.Dispose();
        _pinned = _pin(_memory.narrow(0, 0, rows)).DetachFromDisposeScope();
    }

    /// <summary>
    /// The rows on a device, freed with the dispose scope: on the CPU they are valid until the next filling, on a GPU for good, and
    /// nobody waits until they are there.
    /// </summary>
    /// <param name="device">The device.</param>
    /// <param name="rows">The rows of the latest filling.</param>
    public Tensor On(Device device, int rows) => (_pinned ?? _memory.narrow(0, 0, rows)).to(device, non_blocking: true);

    public void Dispose()
    {
        _memory.Dispose();
        _pinned?.Dispose();
    }
}
