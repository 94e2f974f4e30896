namespace ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;

/// <summary>Sandal, sneaker and ankle boot, seen from the side with the toe to the left.</summary>
internal static class Footwear
{
    public static Canvas Sandal(DrawRandom random)
    {
        var canvas = new Canvas { Pose = new Pose(random, 1, 0.1) };
        var leather = Fabric.Any(random, 0.1);
        var heel = random.Chance(0.5) ? random.Between(0.25, 0.75) : random.Between(0, 0.12);
        var (rise, floor) = (heel, random.Between(0.4, 0.6) + (heel / 4));
        var thickness = random.Between(0.08, 0.2);
        Sole(canvas, leather.Times(random.Between(0.5, 1.2)), floor, rise, thickness, random.Chance(0.5));
        var straps = 2 + random.Below(4);
        for (var i = 0; i < straps; i++)
        {
            var x = -0.75 + (i * (1.2 / straps)) + random.Between(-0.05, 0.05);
            var (ground, height) = (Top(x, floor, rise), random.Between(0.2, 0.5));
            canvas.Fill(
                new Outline(x, ground)
                    .Curve(x + 0.1, ground - (1.5 * height), x + random.Between(0.25, 0.45), Top(x + 0.35, floor, rise))
                    .Stroke(random.Between(0.08, 0.24)), leather);
        }

        if (random.Chance(0.7))
            AnkleStrap(canvas, leather, Top(0.8, floor, rise), random);
        return canvas;
    }

    public static Canvas Sneaker(DrawRandom random)
    {
        var canvas = new Canvas { Pose = new Pose(random) };
        var fabric = Fabric.Any(random, 0.15);
        var collar = random.Chance(0.8) ? random.Between(-0.45, -0.15) : random.Between(-0.8, -0.45);
        var (toe, floor) = (random.Between(0.02, 0.22), random.Between(0.35, 0.6));
        var tongue = random.Between(-0.05, 0.2);
        canvas.Fill(
            new Outline(0.92, floor).Line(0.95, collar).Curve(0.9, collar - 0.12, 0.78, collar - 0.02)
                .Curve(0.5, collar + 0.32, tongue + 0.1, collar + 0.02)
                .Line(tongue, collar - 0.08).Curve(-0.3, toe - 0.15, -0.7, toe).Curve(-1, toe + 0.08, -0.97, floor),
            fabric);
        Laces(canvas, random, tongue, collar, toe);
        if (random.Chance(0.6))
        {
            canvas.Fill(
                new Outline(0.75, collar + 0.15).Curve(0.5, floor, -0.05, floor - 0.12)
                    .Stroke(random.Between(0.08, 0.2)),
                new Fabric(random.Between(0.05, 1)), 0.8);
        }

        canvas.Shade(new Outline(-0.55, floor).Curve(-0.5, toe + 0.12, -0.72, toe).Stroke(0.06), 0.6);
        canvas.Fill(
            new Outline(-1, floor - 0.06).Line(0.97, floor - 0.1).Line(0.95, floor + 0.12).Line(-0.85, floor + 0.13),
            new Fabric(random.Chance(0.6) ? random.Between(0.75, 1) : random.Between(0.15, 0.5)));
        return canvas;
    }

    public static Canvas AnkleBoot(DrawRandom random)
    {
        var canvas = new Canvas { Pose = new Pose(random) };
        var leather = Fabric.Any(random, 0.1);
        var (top, front, instep) = (random.Between(-1, -0.4), random.Between(-0.15, 0.15), random.Between(0, 0.2));
        var heel = random.Chance(0.6) ? random.Between(0.15, 0.4) : random.Between(0, 0.08);
        var floor = 0.9 - heel;
        canvas.Fill(
            new Outline(front, top).Line(0.72, top + random.Between(-0.06, 0.06)).Curve(0.62, -0.1, 0.74, floor)
                .Line(0.1, floor).Curve(-0.3, 0.85, -0.9, 0.82).Curve(-1.05, 0.65, -0.75, 0.45)
                .Curve(front - 0.15, instep + 0.15, front + 0.02, -0.2), leather);
        canvas.Fill(
            new Outline(-0.95, 0.8).Line(-0.3, 0.82).Line(0.15, floor - 0.02).Line(0.76, floor - 0.02).Line(0.74, 0.95)
                .Line(0.46, 0.95).Line(0.42, floor + 0.1).Line(0.2, floor + 0.1).Line(-0.25, 0.94).Line(-0.9, 0.92),
            leather.Times(random.Between(0.3, 1.1)));
        if (random.Chance(0.4))
            canvas.Shade(Outline.Box(front - 0.05, top, 0.8, top + 0.16), random.Between(0.5, 1.4));
        if (random.Chance(0.5))
            canvas.Shade(new Outline(0.4, top + 0.1).Line(0.36, 0.3).Stroke(0.08), random.Between(0.3, 0.7));
        else
            canvas.Shade(new Outline(0.2, instep).Curve(0.1, 0.6, 0.7, 0.55).Stroke(0.07), random.Between(0.4, 0.8));
        return canvas;
    }

    // The line of the foot: flat in front, rising to the heel.
    private static double Top(double x, double floor, double rise) =>
        x < -0.3 ? floor : floor - (rise * (x + 0.3) * (x + 0.3) / 1.5);

    private static void Sole(Canvas canvas, Fabric fabric, double floor, double rise, double thickness, bool wedge)
    {
        var sole = new Outline(-0.95, floor);
        for (var x = -0.8; x < 0.95; x += 0.15)
            sole.Line(x, Top(x, floor, rise));
        sole.Line(0.95, Top(0.95, floor, rise));
        if (wedge || rise < 0.2)
            sole.Line(0.92, floor + thickness);
        else
        {
            sole.Line(0.9, floor + thickness).Line(0.76, floor + thickness)
                .Line(0.66, Top(0.7, floor, rise) + thickness + 0.05);
        }

        canvas.Fill(sole.Line(-0.1, floor + thickness).Line(-0.85, floor + thickness), fabric);
    }

    private static void AnkleStrap(Canvas canvas, Fabric leather, double ground, DrawRandom random)
    {
        var height = random.Between(0.35, 0.6);
        canvas.Fill(new Outline(0.88, ground).Line(0.9, ground - height).Stroke(random.Between(0.1, 0.2)), leather);
        canvas.Fill(
            new Outline(0.9, ground - height).Curve(0.6, ground - height + 0.15, 0.3, ground - height - 0.05)
                .Stroke(random.Between(0.07, 0.14)), leather);
    }

    private static void Laces(Canvas canvas, DrawRandom random, double tongue, double collar, double toe)
    {
        var laces = 2 + random.Below(3);
        var shade = random.Chance(0.5) ? random.Between(0.2, 0.6) : random.Between(1.3, 1.8);
        for (var i = 1; i <= laces; i++)
        {
            var share = (double)i / (laces + 1);
            var (x, y) = (tongue - (share * (tongue + 0.6)), collar + (share * (toe - collar)));
            canvas.Shade(new Outline(x - 0.02, y - 0.1).Line(x + 0.12, y + 0.14).Stroke(0.09), shade);
        }
    }
}
