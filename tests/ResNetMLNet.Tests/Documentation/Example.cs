using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ResNetMLNet.Tests.Documentation;

/// <summary>An example of a guide: a whole program or suite of tests, as whoever copies it has it.</summary>
/// <param name="Text">Its text.</param>
internal sealed record Example(string Text)
{
    /// <summary>Those of a web project, which has the ones of other projects too, and of one with tests.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.VisualStudio.TestTools.UnitTesting;
        """;

    private static readonly Lazy<MetadataReference[]> _references = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path))]);

    // As the SDK has them suppressed: a library may have been built with a lower version of a package.
    private static readonly Dictionary<string, ReportDiagnostic> _suppressed =
        new() { ["CS1701"] = ReportDiagnostic.Suppress, ["CS1702"] = ReportDiagnostic.Suppress };

    private readonly CSharpCompilation _compilation = CSharpCompilation.Create(
        "Example",
        [CSharpSyntaxTree.ParseText(Text), CSharpSyntaxTree.ParseText(ImplicitUsings)],
        _references.Value,
        new CSharpCompilationOptions(
            Text.Contains("[TestClass]", StringComparison.Ordinal) ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication,
            nullableContextOptions: NullableContextOptions.Enable,
            specificDiagnosticOptions: _suppressed));

    /// <summary>What the compiler says against it, warnings included.</summary>
    public IEnumerable<string> Complaints => _compilation.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        .Select(diagnostic => diagnostic.ToString());

    /// <summary>Writes the program into a file.</summary>
    public void Emit(string path) => Assert.IsTrue(_compilation.Emit(path).Success, string.Join('\n', Complaints));
}
