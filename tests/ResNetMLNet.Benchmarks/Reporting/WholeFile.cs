using System.Text;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Benchmarks.Reporting;

/// <summary>Writes files that are either whole or as they were before.</summary>
internal static class WholeFile
{
    /// <summary>Writes a text, as the library writes its own files.</summary>
    public static void Write(string file, string text) => AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
