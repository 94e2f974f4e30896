namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>Why a file cannot be read as a picture.</summary>
internal static class PictureFault
{
    /// <summary>The reason, as the end of a sentence; null if there is none.</summary>
    /// <param name="file">The file.</param>
    /// <param name="read">Reads it.</param>
    public static string? Of(string file, Action read)
    {
        if (Directory.Exists(file))
            return "it is a folder";
        if (!File.Exists(file))
            return "it does not exist";
        try
        {
            read();
            return null;
        }
        catch (Exception exception) when (exception
            is UnreadablePictureException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return exception.Message.TrimEnd('.');
        }
    }
}
