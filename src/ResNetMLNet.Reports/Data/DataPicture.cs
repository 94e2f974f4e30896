namespace ResNetMLNet.Reports.Data;

/// <summary>A picture that something is found of.</summary>
/// <param name="Part">What it is for.</param>
/// <param name="Row">Its row in the data of that part, from 0; null if it is in a folder and left out of the data.</param>
/// <param name="Path">Its file or folder; null where the data hold the bytes of pictures.</param>
/// <param name="Label">The name of its class; null if it has none.</param>
public sealed record DataPicture(DataPart Part, int? Row, string? Path, string? Label)
{
    /// <summary>What names the picture: its path, or its row.</summary>
    public string Name => Path ?? FormattableString.Invariant($"row {Row} of {DataText.Of(Part)}");
}
