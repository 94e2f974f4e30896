using System.Diagnostics;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling.Inference;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Scoring;

/// <summary>
/// Whether a thread scores one image faster alone than with the others: for a small one, calling them can take longer than the
/// work. It depends on the machine and on what else runs there, so it is tried.
/// </summary>
internal sealed class SingleImageRace
{
    private const int Rounds = 3;

    /// <summary>Longer work is worth the call, and trying it would be felt.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(20);

    private bool? _isWonAlone;

    /// <summary>Scores images, one image by the threads that have won.</summary>
    public Tensor Apply(IInferenceNetwork network, Tensor images)
    {
        if (images.shape[0] > 1 || images.device_type != DeviceType.CPU || !IsWonAlone(() => Values(network, Noise(images.shape))))
            return network.Apply(images);
        using var threads = TorchThreads.Alone();
        return network.Apply(images);
    }

    /// <summary>Whether a thread alone is at least as fast and gives the same numbers, bit for bit; tried by the first call.</summary>
    /// <param name="score">Scores an image.</param>
    public bool IsWonAlone(Func<float[]> score) => _isWonAlone ??= OpenMp.IsKnown && get_num_threads() > 1 && Try(score);

    private static bool Try(Func<float[]> score)
    {
        // The first time of either is longer: what it needs is made.
        if (!score().SequenceEqual(Alone(score)))
            return false;
        var (alone, together) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            alone = Shorter(alone, () => Alone(score));
            if (alone > _longest)
                return false;
            together = Shorter(together, score);
        }
        return alone <= together;
    }

    /// <summary>A blank image has the same numbers in whatever order they are added.</summary>
    private static Tensor Noise(long[] shape)
    {
        using var generator = new Generator(1, CPU);
        return empty(shape).uniform_(0, 1, generator);
    }

    private static float[] Values(IInferenceNetwork network, Tensor images)
    {
        using var scope = NewDisposeScope();
        return network.Apply(images).Values<float>().ToArray();
    }

    private static float[] Alone(Func<float[]> score)
    {
        using var threads = TorchThreads.Alone();
        return score();
    }

    private static TimeSpan Shorter(TimeSpan time, Func<float[]> work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed < time ? clock.Elapsed : time;
    }
}
