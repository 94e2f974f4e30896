using System.Diagnostics;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>An empty folder that is gone with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ResNetMLNet-").FullName;

    public IEnumerable<string> FileNames =>
        Directory.EnumerateFiles(Path).Select(file => System.IO.Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] content)
    {
        System.IO.File.WriteAllBytes(File(name), content);
        return File(name);
    }

    /// <summary>Makes a pipe that nobody writes to.</summary>
    public string MakePipe(string name)
    {
        using var process = Process.Start("mkfifo", [File(name)]);
        process.WaitForExit();
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
