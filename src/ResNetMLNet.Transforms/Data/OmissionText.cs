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
        select Of(alike.Count(), alike.First());

    /// <summary>How much is left out for one reason, as the end of a sentence.</summary>
    /// <param name="count">How much.</param>
    /// <param name="example">One of it.</param>
    public static string Of(long count, PictureOmission example) => string.Create(
        CultureInfo.InvariantCulture, $"{count:N0} {Word(example.Reason)}, as '{example.Path}': {example.Explanation}");

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
