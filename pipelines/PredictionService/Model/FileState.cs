using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>What tells one state of a file from another, whatever links lead to it.</summary>
/// <param name="Path">The path without links; null if there is no file.</param>
/// <param name="Length">The length in bytes.</param>
/// <param name="WrittenAt">When it was written.</param>
internal readonly record struct FileState(string? Path, long Length, DateTime WrittenAt)
{
    /// <summary>The present state of a file.</summary>
    public static FileState Of(string path)
    {
        // A folder on the way may be a link as well: Kubernetes replaces such a one, and nothing of the file's own.
        var target = new FileInfo(LinkFreePath.Of(path));
        return target.Exists ? new FileState(target.FullName, target.Length, target.LastWriteTimeUtc) : default;
    }
}
