using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>Why a file cannot be read as a picture.</summary>
internal static class PictureFault
{
    /// <summary>The reason, as the end of a sentence; null if the picture can be read to its end.</summary>
    /// <param name="file">The file.</param>
    /// <param name="rules">What it is decoded by.</param>
    public static string? Of(string file, PictureRules rules)
    {
        try
        {
            using var picture = EncodedPicture.Open(file, rules);
            picture.Check();
            return null;
        }
        catch (UnreadablePictureException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>What the user reads.</summary>
    /// <param name="file">The file.</param>
    /// <param name="fault">The reason.</param>
    public static string Sentence(string file, string fault) => $"The picture '{file}' cannot be read: {fault}. Give a sound picture.";
}
