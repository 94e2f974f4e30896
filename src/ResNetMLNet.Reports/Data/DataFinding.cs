namespace ResNetMLNet.Reports.Data;

/// <summary>Something that was found of data.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Pictures">The pictures that it is about; none where it is about a whole class.</param>
/// <param name="Text">What it is, as a clause without a full stop: <c>the class 'bee' has one picture</c>.</param>
/// <param name="Suggestion">What can be done, likewise.</param>
public sealed record DataFinding(DataFindingKind Kind, IReadOnlyList<DataPicture> Pictures, string Text, string Suggestion)
{
    /// <summary>Whether it makes figures untrue or a class useless, or loses a picture; the kinds say which do.</summary>
    public bool IsSerious => Kind <= DataFindingKind.OnePicture;
}
