using System.Text;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms.Data;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>The list of what a training left out, beside its results.</summary>
internal static class LeftOutFile
{
    /// <summary>Its name.</summary>
    public const string Name = "left-out.csv";

    /// <summary>Writes the list; where nothing was left out, that of an earlier training is removed.</summary>
    public static void Write(string folder, IReadOnlyList<PictureOmission> omissions)
    {
        var file = Path.Combine(folder, Name);
        if (omissions.Count == 0)
        {
            File.Delete(file);
            return;
        }

        var lines = omissions.Select(omission => $"{Quoted(omission.Path)},{omission.Reason},{Quoted(omission.Explanation)}\n");
        AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes($"path,reason,explanation\n{string.Concat(lines)}")));
    }

    private static string Quoted(string text) => $"\"{PlainWriter.Line(text).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
