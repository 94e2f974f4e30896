namespace ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;

/// <summary>Bags with an arched handle, with long straps, or with none.</summary>
internal static class Bags
{
    public static Canvas Bag(DrawRandom random)
    {
        var canvas = new Canvas { Pose = new Pose(random) };
        var leather = Fabric.Any(random, 0.25);
        var kind = random.Below(4);
        var top = kind == 0 ? random.Between(-0.55, -0.3) : random.Between(-0.35, 0.05);
        var bottom = random.Between(0.65, 0.95);
        var (upper, lower) = (random.Between(0.6, 0.92), random.Between(0.7, 0.98));
        if (kind != 0)
            Handle(canvas, random, leather.Times(random.Between(0.6, 1.1)), top, upper, kind == 1);
        canvas.Fill(
            new Outline(0, top).Line(upper - 0.1, top).Curve(upper, top, upper, top + 0.12)
                .Line(lower, bottom - 0.15).Curve(lower, bottom, lower - 0.15, bottom).Line(0, bottom).Mirror(),
            leather);
        Front(canvas, random, top, bottom, upper);
        return canvas;
    }

    private static void Handle(Canvas canvas, DrawRandom random, Fabric leather, double top, double upper, bool isLong)
    {
        var foot = upper * (isLong ? random.Between(0.75, 0.95) : random.Between(0.3, 0.65));
        var height = random.Between(0.35, 0.95 + top);
        canvas.Fill(
            new Outline(-foot, top + 0.05).Curve(-foot * 0.95, top - height, 0, top - height)
                .Curve(foot * 0.95, top - height, foot, top + 0.05).Stroke(random.Between(0.08, 0.17)), leather);
    }

    private static void Front(Canvas canvas, DrawRandom random, double top, double bottom, double upper)
    {
        var middle = top + ((bottom - top) * random.Between(0.35, 0.6));
        var shade = random.Between(0.35, 0.75);
        var flap = random.Chance(0.55)
            ? new Outline(-upper, top + 0.1).Curve(0, (2 * middle) - top, upper, top + 0.1)
            : new Outline(-1, top + 0.14).Line(1, top + 0.14);
        canvas.Shade(flap.Stroke(0.08), shade);
        var clasp = Outline.Box(-0.08, middle - 0.07, 0.08, middle + 0.08);
        if (random.Chance(0.6))
            canvas.Fill(clasp, new Fabric(random.Between(0.05, 1)), 0.85);
    }
}
