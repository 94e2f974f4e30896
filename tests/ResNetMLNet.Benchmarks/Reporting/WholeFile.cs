namespace ResNetMLNet.Benchmarks.Reporting;

/// <summary>Writes files that are either whole or as they were before.</summary>
internal static class WholeFile
{
    /// <summary>Writes a text beside its place and moves it there.</summary>
    public static void Write(string file, string text)
    {
        var path = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = $"{path}.part";
        File.WriteAllText(part, text);
        File.Move(part, path, overwrite: true);
    }
}
