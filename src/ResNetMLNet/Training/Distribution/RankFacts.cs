using System.Runtime.InteropServices;
using ResNetMLNet.Interop;
using ResNetMLNet.Training.Images;
using TorchSharp;

namespace ResNetMLNet.Training.Distribution;

/// <summary>What has to be the same on all ranks, by names, so that they train the same network.</summary>
internal static class RankFacts
{
    /// <summary>The versions of what computes, and the kind of processor, by which libtorch chooses its kernels.</summary>
    public static IReadOnlyDictionary<string, string> OfProcess { get; } = new Dictionary<string, string>
    {
        ["ResNetMLNet"] = AssemblyVersion.Of(typeof(RankFacts)),
        ["TorchSharp"] = AssemblyVersion.Of(typeof(torch)),
        [".NET"] = RuntimeInformation.FrameworkDescription,
        ["the processor"] = $"{RuntimeInformation.ProcessArchitecture} with {CpuFeatures.InstructionSets}",
    };

    /// <summary>The rows, as far as they are read before the training.</summary>
    public static IReadOnlyDictionary<string, string> OfRows(ImageSet trainSet, ImageSet? validationSet)
    {
        var rows = new Dictionary<string, string> { ["the hash of the training rows"] = Hash(trainSet) };
        if (validationSet is not null)
            rows["the hash of the validation rows"] = Hash(validationSet);
        return rows;
    }

    private static string Hash(ImageSet images) => (images.Fingerprint ?? DataFingerprint.OfLabels(images))[..16];
}
