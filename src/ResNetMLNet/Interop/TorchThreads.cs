using ResNetMLNet.Transforms.Interop;
using static TorchSharp.torch;

namespace ResNetMLNet.Interop;

/// <summary>Gives the calling thread the number of helpers that <see cref="ComputeThreads"/> says.</summary>
/// <remarks>libtorch keeps the number thread by thread; a new thread begins with the one that was set last.</remarks>
internal static class TorchThreads
{
    private static readonly int _ofLibtorch = get_num_threads();

    private static volatile bool _isChanged;

    /// <summary>Applies the number to what the calling thread computes from now on.</summary>
    public static void Apply()
    {
        var count = ComputeThreads.Count ?? Quota();
        if (count is null && !_isChanged)
            return;
        _isChanged = true;
        if (get_num_threads() != (count ?? _ofLibtorch))
            set_num_threads(count ?? _ofLibtorch);
    }

    /// <summary>Lets the calling thread compute without helpers until the returned scope is disposed of on the same thread.</summary>
    public static Scope Alone()
    {
        // Asking comes first: libtorch sets the number of a thread that is new to it.
        var scope = new Scope(get_num_threads());
        OpenMp.SetThreads(1);
        return scope;
    }

    private static int? Quota() => ComputeThreads.Quota is { } quota ? Math.Min(quota, _ofLibtorch) : null;

    /// <summary>Brings the helpers back.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly int _count;

        internal Scope(int count) => _count = count;

        public void Dispose() => OpenMp.SetThreads(_count);
    }
}
