using ResNetMLNet.Communication;
using ResNetMLNet.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Distribution;

/// <summary>
/// The gradients of a network in one tensor, of which each is a view, as backward makes them: those of the last layer first. Behind
/// them is room for more.
/// </summary>
/// <param name="communicator">Joins the ranks, which have the same gradients.</param>
/// <param name="network">The network.</param>
/// <param name="device">Where it is.</param>
/// <param name="sum">Sums up the tensor.</param>
/// <param name="room">How many numbers are behind the gradients.</param>
internal sealed class FlatGradients(Communicator communicator, nn.Module network, Device device, OrderedSum sum, int room) : IDisposable
{
    private readonly IReadOnlyList<Parameter> _all = [.. network.parameters().Reverse()];
    private IReadOnlyList<Parameter> _learning = [];
    private IReadOnlyList<Tensor> _views = [];
    private Tensor? _flat;

    /// <summary>The numbers of all gradients, and of what fills them up so that they can be summed.</summary>
    public int Length { get; private set; }

    /// <summary>The parameters, in the order of their gradients.</summary>
    public IReadOnlyList<Parameter> Parameters { get; private set; } = [];

    /// <summary>Whether the parameters that learn now are those whose gradients are here.</summary>
    public bool IsAttached => _flat is not null && Learning().SequenceEqual(_learning, ReferenceEqualityComparer.Instance);

    /// <summary>
    /// Puts the tensor, filled with zeros, in the place of the gradients before backward, if the same parameters learn as before.
    /// </summary>
    public void Begin()
    {
        if (!IsAttached)
            return;
        _flat!.zero_();
        foreach (var (parameter, view) in Parameters.Zip(_views))
            parameter.grad = view;
    }

    /// <summary>The tensor, behind backward; made anew where other parameters learn than before.</summary>
    public Tensor Attached()
    {
        if (IsAttached)
            return _flat!;
        Dispose();
        _learning = [.. Learning()];
        Parameters = Used();
        Length = sum.RoundUp((int)Parameters.Sum(parameter => parameter.numel()));
        _flat = zeros(Length + sum.RoundUp(room), dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();
        _views = Views(_flat);
        foreach (var (parameter, view) in Parameters.Zip(_views))
        {
            if (parameter.grad is { } gradient)
                view.copy_(gradient);
            parameter.grad = view;
        }
        return _flat;
    }

    /// <summary>How many numbers of the first gradients can be summed by themselves.</summary>
    public int RoundDown(IEnumerable<Parameter> first) => sum.RoundDown((int)first.Sum(parameter => parameter.numel()));

    /// <summary>Some of the numbers, in place.</summary>
    public Span<float> Values(int begin, int end) => _flat!.Values<float>()[begin..end];

    public void Dispose()
    {
        foreach (var view in _views)
            view.Dispose();
        _flat?.Dispose();
    }

    private IEnumerable<Parameter> Learning() => _all.Where(parameter => parameter.requires_grad);

    /// <summary>The parameters that have a gradient on rank 0: what a network does not use stays as it is.</summary>
    private List<Parameter> Used()
    {
        byte[] used = [.. _learning.Select(parameter => parameter.grad is null ? (byte)0 : (byte)1)];
        communicator.CopyFromFirst(used);
        return [.. _learning.Where((_, i) => used[i] == 1)];
    }

    /// <summary>Where in the tensor each parameter's gradient lies.</summary>
    private List<Tensor> Views(Tensor flat)
    {
        List<Tensor> views = [];
        var begin = 0L;
        foreach (var parameter in Parameters)
        {
            views.Add(flat.narrow(0, begin, parameter.numel()).view(parameter.shape).DetachFromDisposeScope());
            begin += parameter.numel();
        }
        return views;
    }
}
