namespace ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;

/// <summary>T-shirt, pullover, coat and shirt: one cut, told apart by sleeves, collar, length and front.</summary>
internal static class Tops
{
    public static Canvas TShirt(DrawRandom random)
    {
        var canvas = new Canvas { Pose = new Pose(random, 0.95) };
        var fabric = Fabric.Any(random, 0.35);
        var cut = new TopCut(random) 
        {
            Sleeve = random.Chance(0.85) ? random.Between(0.1, 0.48) : random.Between(0.6, 1),
            Length = random.Between(0.8, 1),
        };
        cut.Draw(canvas, fabric);
        if (random.Chance(0.45))
            Print(canvas, random);
        return canvas;
    }

    public static Canvas Pullover(DrawRandom random)
    {
        var canvas = new Canvas { Pose = new Pose(random) };
        var fabric = Fabric.Any(random, 0.45);
        var turtleneck = random.Chance(0.25);
        var cut = new TopCut(random)
        {
            Sleeve = random.Between(0.75, 1.05),
            NeckDepth = random.Between(0.08, 0.32),
            Length = random.Between(0.78, 1),
        };
        cut.Draw(canvas, fabric);
        var neck = Outline.Box(-cut.NeckWidth, -1.02, cut.NeckWidth, -0.72);
        if (turtleneck)
            canvas.Fill(neck, fabric.Times(random.Between(0.75, 1.1)));
        else
            canvas.Shade(Collarband(cut), random.Between(0.5, 0.9));
        var rib = random.Between(0.55, 0.95);
        canvas.Shade(Outline.Box(-0.6, cut.Length - 0.13, 0.6, cut.Length), rib);
        cut.ShadeCuffs(canvas, rib);
        return canvas;
    }

    public static Canvas Coat(DrawRandom random)
    {
        var canvas = new Canvas { Pose = new Pose(random, 0.98) };
        var fabric = Fabric.Any(random, 0.35);
        var cut = new TopCut(random)
        {
            Sleeve = random.Between(0.75, 1),
            NeckDepth = random.Between(0.12, 0.55),
            Length = random.Between(0.88, 1),
            Flare = random.Between(0, 0.1),
        };
        cut.Draw(canvas, fabric);
        var opening = random.Between(0.1, 0.7);
        var lean = random.Between(-0.05, 0.05);
        canvas.Shade(new Outline(0, cut.NeckDepth - 0.95).Line(lean, 1).Stroke(random.Between(0.08, 0.16)), opening);
        Lapels(canvas, cut, fabric.Times(random.Between(0.7, 1.2)));
        if (random.Chance(0.6))
            Pockets(canvas, random);
        if (random.Chance(0.35))
            canvas.Shade(Outline.Box(-0.6, 0, 0.6, 0.12), random.Between(0.4, 0.7));
        return canvas;
    }

    public static Canvas Shirt(DrawRandom random)
    {
        var canvas = new Canvas { Pose = new Pose(random, 0.95) };
        var fabric = Fabric.Any(random, 0.6);
        var cut = new TopCut(random)
        {
            Sleeve = random.Chance(0.6) ? random.Between(0.7, 1.02) : random.Between(0.15, 0.5),
            NeckDepth = random.Between(0.12, 0.4),
            Length = random.Between(0.8, 1),
            RoundHem = random.Between(0, 0.2),
        };
        cut.Draw(canvas, fabric);
        canvas.Shade(new Outline(0, -0.75).Line(0, cut.Length - 0.05).Stroke(0.1), random.Between(0.55, 0.95));
        for (var y = -0.55; y < cut.Length - 0.1; y += 0.3)
            canvas.Shade(Outline.Box(-0.04, y, 0.05, y + 0.08), random.Between(0.2, 0.8));
        Collar(canvas, cut, fabric.Times(random.Between(0.75, 1.25)));
        if (random.Chance(0.4))
            canvas.Shade(Outline.Box(0.14, -0.3, 0.38, -0.05), random.Between(0.65, 0.85));
        return canvas;
    }

    private static void Print(Canvas canvas, DrawRandom random)
    {
        var (width, height, top) = (random.Between(0.12, 0.35), random.Between(0.1, 0.5), random.Between(-0.4, 0));
        canvas.Fill(
            new Outline(0, top).Curve(width * 1.6, top + (height / 2), 0, top + height).Mirror(),
            new Fabric(random.Between(0.05, 1)), random.Between(0.4, 0.9));
    }

    private static Outline Collarband(TopCut cut) => new Outline(-cut.NeckWidth - 0.03, -0.93)
        .Curve(0, -0.95 + (2 * cut.NeckDepth), cut.NeckWidth + 0.03, -0.93).Stroke(0.14);

    private static void Lapels(Canvas canvas, TopCut cut, Fabric fabric)
    {
        var (width, depth) = (cut.NeckWidth, cut.NeckDepth - 0.9);
        foreach (var side in new[] { -1, 1 })
        {
            canvas.Fill(
                new Outline(side * width, -0.97).Line(side * (width + 0.16), -0.8)
                    .Line(side * 0.2, depth + 0.02).Line(side * 0.02, depth + 0.2), fabric);
            canvas.Shade(new Outline(side * (width + 0.16), -0.8).Line(side * 0.04, depth + 0.2).Stroke(0.06), 0.6);
        }
    }

    private static void Collar(Canvas canvas, TopCut cut, Fabric fabric)
    {
        foreach (var side in new[] { -1, 1 })
        {
            canvas.Fill(
                new Outline(side * (cut.NeckWidth - 0.04), -1.02).Line(side * (cut.NeckWidth + 0.1), -0.86)
                    .Line(side * (cut.NeckWidth - 0.03), -0.62).Line(0, -0.72), fabric);
            canvas.Shade(
                new Outline(side * (cut.NeckWidth + 0.1), -0.86).Line(side * (cut.NeckWidth - 0.03), -0.62)
                    .Line(0, -0.72).Stroke(0.06), 0.45);
        }
    }

    private static void Pockets(Canvas canvas, DrawRandom random)
    {
        var (top, shade) = (random.Between(0.2, 0.4), random.Between(0.45, 0.8));
        foreach (var side in new[] { -1, 1 })
        {
            canvas.Shade(
                new Outline(side * 0.18, top).Line(side * 0.4, top + random.Between(0, 0.2)).Stroke(0.09), shade);
        }
    }
}
