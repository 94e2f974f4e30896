using System.IO.Compression;
using System.Text;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>
/// A TorchScript archive as <c>torch.jit.save</c> lays it out, with one module that has methods and nothing else.
/// <c>torch.jit.compile</c>, which takes plain text, knows torch's public operators only.
/// </summary>
internal static class ScriptArchive
{
    /// <summary>The name of the module's class, which the type of <c>self</c> needs.</summary>
    public const string ClassName = "__torch__.Script";

    // A pickle, protocol 2: a new object of the class without arguments, its state an empty dictionary.
    private const string Module = "\u0080\u0002c__torch__\nScript\n)\u0081}b.";

    // A pickle, protocol 2: an empty tuple.
    private const string NoConstants = "\u0080\u0002).";

    // The one tried; the archive needs nothing that came later.
    private const string FormatVersion = "3\n";

    /// <summary>Makes an archive.</summary>
    /// <param name="methods">The methods in TorchScript's serialized form, indented by two spaces.</param>
    public static byte[] Create(string methods)
    {
        var code = $"class Script(Module):\n  __parameters__ = []\n  __buffers__ = []\n{methods.ReplaceLineEndings("\n")}\n";
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "data.pkl", Module);
            Add(zip, "code/__torch__.py", code);
            Add(zip, "constants.pkl", NoConstants);
            Add(zip, "version", FormatVersion);
        }
        return bytes.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string content)
    {
        // libtorch reads entries in place: they must not be compressed, and lie in a folder of any name.
        using var stream = zip.CreateEntry($"script/{name}", CompressionLevel.NoCompression).Open();
        stream.Write(Encoding.Latin1.GetBytes(content));
    }
}
