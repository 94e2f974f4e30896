namespace ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;

/// <summary>The cut of a top: a body with two sleeves, as it lies flat.</summary>
internal sealed class TopCut(DrawRandom random)
{
    private readonly double _shoulder = random.Between(0.46, 0.6);
    private readonly double _waist = random.Between(0.36, 0.54);
    private readonly double _sleeveWidth = random.Between(0.18, 0.3);
    private readonly double _spread = random.Between(0.2, 0.5);

    public double NeckWidth { get; init; } = random.Between(0.17, 0.3);

    /// <summary>How far the neckline goes down.</summary>
    public double NeckDepth { get; init; } = random.Between(0.12, 0.42);

    /// <summary>The length of a sleeve; 1 reaches the hem.</summary>
    public required double Sleeve { get; init; }

    /// <summary>Where the hem is.</summary>
    public double Length { get; init; } = 0.95;

    /// <summary>How much broader the hem is than the waist.</summary>
    public double Flare { get; init; }

    /// <summary>How much the hem rises at the sides.</summary>
    public double RoundHem { get; init; }

    private (double X, double Y) Cuff => (_shoulder + (_spread * Math.Min(1, 0.35 + Sleeve)), -0.72 + (Sleeve * 1.5));

    public void Draw(Canvas canvas, Fabric fabric)
    {
        canvas.Fill(SleeveHalf().Mirror(), fabric.Times(0.92)).Fill(BodyHalf().Mirror(), fabric);
        canvas.Shade(Seam().Stroke(0.06), 0.75).Shade(MirroredSeam().Stroke(0.06), 0.75);
        canvas.Erase(new Outline(-NeckWidth, -1.05).Line(-NeckWidth, -0.93)
            .Curve(0, -0.95 + (2 * NeckDepth), NeckWidth, -0.93).Line(NeckWidth, -1.05));
    }

    public void ShadeCuffs(Canvas canvas, double factor)
    {
        var (x, y) = Cuff;
        foreach (var side in new[] { -1, 1 })
            canvas.Shade(Outline.Box(side * (x - _sleeveWidth - 0.06), y - 0.14, side * (x + 0.06), y + 0.1), factor);
    }

    private Outline SleeveHalf()
    {
        var (x, y) = Cuff;
        return new Outline(0.1, -0.85).Line(_shoulder - 0.06, -0.86)
            .Curve(_shoulder + (_spread * 0.6), -0.75, x, y)
            .Line(x - _sleeveWidth, y + 0.04)
            .Line(_shoulder - 0.06, Math.Min(-0.3, y)).Line(0.1, -0.3);
    }

    private Outline BodyHalf() => new Outline(0, -0.93).Line(NeckWidth, -0.95)
        .Line(_shoulder, -0.82)
        .Line(_shoulder - 0.05, -0.35)
        .Curve(_waist, 0, _waist + 0.02 + Flare, Length - RoundHem)
        .Curve(_waist * 0.7, Length, 0, Length);

    private Outline Seam() => new Outline(_shoulder, -0.82).Line(_shoulder - 0.04, -0.35).Line(_waist, 0.1);

    private Outline MirroredSeam() => new Outline(-_shoulder, -0.82).Line(-_shoulder + 0.04, -0.35).Line(-_waist, 0.1);
}
