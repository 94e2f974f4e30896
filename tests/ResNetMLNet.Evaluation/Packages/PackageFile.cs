using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace ResNetMLNet.Evaluation.Packages;

/// <summary>What a package says of itself, and what is in it.</summary>
internal sealed class PackageFile(string path) : IDisposable
{
    private readonly ZipArchive _archive = ZipFile.OpenRead(path);

    public IEnumerable<string> FileNames => _archive.Entries.Select(entry => entry.FullName);

    private XElement Metadata
    {
        get
        {
            using var stream = _archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
            return XElement.Load(stream).Elements().Single();
        }
    }

    /// <summary>An element of its description, null where there is none.</summary>
    public string? this[string name] => Metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    /// <summary>The range in which it needs another package.</summary>
    public string Range(string package) => Metadata.Descendants()
        .Single(element => element.Name.LocalName == "dependency" && (string?)element.Attribute("id") == package).Attribute("version")!.Value;

    /// <summary>The paths of the sources and of the symbols that its assembly names.</summary>
    public IReadOnlyList<string> PathsInSymbols()
    {
        using var assembly = new PEReader(new MemoryStream(ReadAssembly()));
        var entries = assembly.ReadDebugDirectory();
        var embedded = entries.Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
        var symbols = provider.GetMetadataReader();
        return
        [
            .. symbols.Documents.Select(document => symbols.GetString(symbols.GetDocument(document).Name)),
            .. entries.Where(entry => entry.Type == DebugDirectoryEntryType.CodeView).Select(entry => assembly.ReadCodeViewDebugDirectoryData(entry).Path),
        ];
    }

    public void Dispose() => _archive.Dispose();

    private byte[] ReadAssembly()
    {
        using var stream = _archive.Entries.Single(entry => entry.FullName.EndsWith(".dll", StringComparison.Ordinal)).Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
