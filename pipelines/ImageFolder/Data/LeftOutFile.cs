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

        IReadOnlyList<string> header = ["path", "reason", "explanation"];
        var lines = omissions.Select(omission => (IReadOnlyList<string>)[omission.Path, omission.Reason.ToString(), omission.Explanation]);
        AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(CsvText.Of(lines.Prepend(header)))));
    }
}
