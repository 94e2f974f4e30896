namespace ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;

/// <summary>Trouser and dress: long and narrow, with two legs or with a skirt.</summary>
internal static class Bottoms
{
    public static Canvas Trouser(DrawRandom random)
    {
        var canvas = new Canvas { Pose = new Pose(random) };
        var fabric = Fabric.Any(random, 0.2);
        var (waist, hip, foot) = (random.Between(0.26, 0.36), random.Between(0.34, 0.44), random.Between(0.26, 0.55));
        var gap = random.Between(0.01, Math.Min(0.16, foot - 0.18));
        var crotch = random.Between(-0.5, -0.15);
        var length = random.Chance(0.85) ? random.Between(0.75, 1) : random.Between(0, 0.6);
        var legs = new Outline(0, -0.98).Line(waist, -0.98).Curve(hip, -0.7, hip, -0.4).Line(foot, length)
            .Line(gap, length).Line(0.02, crotch).Mirror();
        canvas.Fill(legs, fabric);
        canvas.Shade(Outline.Box(-0.5, -1, 0.5, -0.86), random.Between(0.6, 0.9));
        canvas.Shade(new Outline(0, -0.86).Line(0, crotch).Stroke(0.07), random.Between(0.4, 0.8));
        if (random.Chance(0.5))
            Creases(canvas, (hip + 0.1) / 2, (foot + gap) / 2, length, random.Between(0.7, 1.25));
        return canvas;
    }

    public static Canvas Dress(DrawRandom random)
    {
        var canvas = new Canvas { Pose = new Pose(random) };
        var fabric = Fabric.Any(random, 0.4);
        var (shoulder, waist, hem) = (random.Between(0.2, 0.42), random.Between(0.15, 0.34), random.Between(0.22, 0.6));
        var waistline = random.Between(-0.35, 0.05);
        if (random.Chance(0.55))
            Sleeves(canvas, random, shoulder, fabric.Times(0.9));
        var half = new Outline(0, -0.9).Line(shoulder * 0.6, -0.97).Line(shoulder, -0.88).Line(shoulder - 0.03, -0.55)
            .Curve(waist, waistline - 0.1, waist, waistline)
            .Curve(waist + 0.08, 0.3, hem, 0.98).Curve(hem / 2, 1.02, 0, 1.02);
        canvas.Fill(half.Mirror(), fabric);
        var depth = random.Between(0.15, 0.5);
        canvas.Erase(new Outline(-shoulder * 0.62, -1.05).Line(-shoulder * 0.62, -0.94)
            .Curve(0, -0.95 + (2 * depth), shoulder * 0.62, -0.94).Line(shoulder * 0.62, -1.05));
        if (random.Chance(0.6))
            canvas.Shade(Outline.Box(-0.4, waistline - 0.05, 0.4, waistline + 0.05), random.Between(0.3, 0.8));
        return canvas;
    }

    private static void Creases(Canvas canvas, double top, double bottom, double length, double shade)
    {
        foreach (var side in new[] { -1, 1 })
            canvas.Shade(new Outline(side * top, -0.5).Line(side * bottom, length).Stroke(0.09), shade);
    }

    private static void Sleeves(Canvas canvas, DrawRandom random, double shoulder, Fabric fabric)
    {
        var (reach, drop, width) = (random.Between(0.08, 0.3), random.Between(0.12, 1.3), random.Between(0.12, 0.18));
        foreach (var side in new[] { -1, 1 })
        {
            canvas.Fill(
                new Outline(side * (shoulder - 0.1), -0.92).Line(side * shoulder, -0.9)
                    .Curve(side * (shoulder + reach), -0.8, side * (shoulder + reach), -0.85 + drop)
                    .Line(side * (shoulder + reach - width), -0.8 + drop).Line(side * (shoulder - 0.1), -0.6), fabric);
        }
    }
}
