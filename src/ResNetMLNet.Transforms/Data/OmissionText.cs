using System.Globalization;

namespace ResNetMLNet.Transforms.Data;

/// <summary>Words for what is left out.</summary>
internal static class OmissionText
{
    /// <summary>How much is left out for each reason, with an example, as ends of sentences.</summary>
    public static IEnumerable<string> ByReason(IEnumerable<PictureOmission> omissions) =>
        from omission in omissions
        group omission by omission.Reason into alike
        orderby alike.Key
        let example = alike.First()
        select string.Create(
            CultureInfo.InvariantCulture, $"{alike.Count():N0} {Word(alike.Key)}, as '{example.Path}': {example.Explanation}");

    /// <summary>The same as sentences to follow an error; empty if nothing is left out.</summary>
    public static string AsSentences(IEnumerable<PictureOmission> omissions) =>
        string.Concat(ByReason(omissions).Select(text => $" Left out: {text}."));

    private static string Word(PictureOmissionReason reason) => reason switch
    {
        PictureOmissionReason.OtherFormat => "in another format",
        PictureOmissionReason.LooseFile => "in no class folder",
        PictureOmissionReason.DeeperFolder => "deeper than the class folders",
        PictureOmissionReason.EmptyFolder => "without a picture",
        PictureOmissionReason.Hidden => "hidden",
        PictureOmissionReason.LinkedFolder => "a link to what is there already",
        _ => "unreadable",
    };
}
