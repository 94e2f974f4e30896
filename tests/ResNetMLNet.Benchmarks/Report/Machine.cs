using Microsoft.ML.OnnxRuntime;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Benchmarks.Photos;
using ResNetMLNet.Benchmarks.Reporting;
using ResNetMLNet.Diagnostics;

namespace ResNetMLNet.Benchmarks.Report;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    private static readonly string[] _facts =
        ["processor", "instruction sets", "caches", "cores", "memory", "system", ".NET", "ML.NET", "TorchSharp", "libtorch"];

    /// <summary>The name of the processor.</summary>
    public static string Processor() => Doctor.Examine().Facts.Single(fact => fact.Name == "processor").Value;

    /// <summary>Hardware, system and versions as markdown.</summary>
    public static string Table() => MarkdownTable.Of(
        ["", "value"],
        [
            .. Doctor.Examine().Facts.Where(fact => _facts.Contains(fact.Name)).Select(fact => new[] { fact.Name, fact.Value }),
            ["ONNX Runtime", MachineFacts.VersionOf(typeof(OrtEnv))],
            ["data", ImageSource.Name],
            ["photographs", PhotoSource.Name],
        ]);
}
