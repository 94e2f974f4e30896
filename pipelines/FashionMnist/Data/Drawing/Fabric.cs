namespace ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;

/// <summary>How bright a piece of cloth is at each pixel: a base and a pattern.</summary>
internal sealed record Fabric(
    double Brightness, Weave Weave = Weave.Plain, double Contrast = 0, double Period = 4, double Phase = 0)
{
    /// <summary>Any cloth; <paramref name="patterned"/> is the share of those that are not plain.</summary>
    public static Fabric Any(DrawRandom random, double patterned)
    {
        var brightness = random.Between(0.2, 1);
        if (!random.Chance(patterned))
            return new Fabric(brightness);
        return new Fabric(
            brightness, (Weave)(1 + random.Below((int)Weave.Gradient)), random.Between(0.2, 0.7),
            random.Between(2.2, 6), random.Between(0, 6));
    }

    /// <summary>The same cloth, brighter or darker.</summary>
    public Fabric Times(double factor) => this with { Brightness = Math.Min(1, Brightness * factor) };

    /// <summary>The brightness at a pixel, 0 to 1.</summary>
    public double At(double x, double y) => Brightness * (1 - (Contrast * Darkening(x, y)));

    private double Darkening(double x, double y) => Weave switch
    {
        Weave.Plain => 0,
        Weave.Rings => Wave(y),
        Weave.Pinstripes => Wave(x),
        Weave.Checks => (Wave(x) + Wave(y)) / 2,
        Weave.Diagonals => Wave((x + y) * 0.7),
        Weave.Gradient => y / Canvas.Size,
        _ => throw new InvalidOperationException($"No such weave: {Weave}."),
    };

    // A triangle wave with flattened ends; a sine would differ from one C library to the next.
    private double Wave(double t)
    {
        var turn = ((t + Phase) / Period) - Math.Floor((t + Phase) / Period);
        var triangle = turn < 0.5 ? 2 * turn : 2 - (2 * turn);
        return Math.Clamp((triangle * 2) - 0.5, 0, 1);
    }
}

/// <summary>The patterns of <see cref="Fabric"/>.</summary>
internal enum Weave
{
    Plain,
    Rings,
    Pinstripes,
    Checks,
    Diagonals,
    Gradient,
}
