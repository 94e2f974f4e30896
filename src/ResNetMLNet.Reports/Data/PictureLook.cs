namespace ResNetMLNet.Reports.Data;

/// <summary>What one look at a picture tells.</summary>
/// <param name="Fault">Why it cannot be read, as the end of a sentence; null if it can, and what follows is known.</param>
/// <param name="Content">A hash of the bytes that it is stored in.</param>
/// <param name="Pixels">A hash of its size and of its pixels, those of a large JPEG at a smaller size.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Deviation">The standard deviation of its grey pixels, of 0 to 255.</param>
/// <param name="Hash">What it has in common with pictures that look like it.</param>
internal sealed record PictureLook(
    string? Fault, UInt128 Content, UInt128 Pixels, int Width, int Height, double Deviation, PerceptualHash Hash)
{
    /// <summary>
    /// The deviation below which a picture is blank: an empty sheet of paper or a covered lens has 0 to 1, the least of 404 photographs
    /// of ants and bees 9.9.
    /// </summary>
    public const double BlankDeviation = 2;

    /// <summary>The shorter side in pixels.</summary>
    public int Side => Math.Min(Width, Height);

    /// <summary>Whether nearly nothing changes in it, so that it looks like any other such picture.</summary>
    public bool IsBlank => Deviation < BlankDeviation;

    /// <summary>A picture that cannot be read.</summary>
    public static PictureLook Unreadable(string fault) => new(fault, default, default, 0, 0, 0, default);
}
