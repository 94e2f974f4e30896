using Microsoft.ML;
using ResNetMLNet.OnnxRuntime.Scoring;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>What computes a chain's networks.</summary>
internal static class ChainRuntime
{
    /// <summary>TorchSharp, all of them or some.</summary>
    public const string TorchSharp = "TorchSharp";

    /// <summary>ONNX Runtime.</summary>
    public const string OnnxRuntime = "OnnxRuntime";

    private const string None = "ML.NET";

    /// <summary>The runtime of a chain; ML.NET's name where no network is in it.</summary>
    public static string Of(ITransformer chain)
    {
        var networks = ChainMembers.Of(chain).OfType<NetworkTransformer>().ToList();
        if (networks.Count == 0)
            return None;
        return networks.TrueForAll(network => network is OnnxRuntimeTransformer or OnnxRuntimeFeaturizingTransformer)
            ? OnnxRuntime
            : TorchSharp;
    }
}
