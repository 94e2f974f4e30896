using System.Runtime.InteropServices;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Pipelines.PredictionService.Batching;

/// <summary>Tells from an exception that no picture is at fault, but what computes: a GPU that fails, or too little memory.</summary>
internal static class DeviceFault
{
    // What libtorch says where CUDA or NVIDIA's libraries fail. After most of these a process computes nothing on the GPU any more.
    private static readonly string[] _words = ["CUDA", "cuDNN"];

    /// <summary>Whether an exception or one behind it comes from the device.</summary>
    public static bool IsBehind(Exception? exception) => exception switch
    {
        null => false,
        ExternalException when _words.Any(word => exception.Message.Contains(word, StringComparison.OrdinalIgnoreCase)) => true,
        AggregateException { InnerExceptions: var inner } => inner.Any(IsBehind),
        _ => IsBehind(exception.InnerException) || MemoryShortage.IsBehind(exception),
    };
}
