using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Images;

/// <summary>How each image of a batch is mixed with the one before it, the first with the last.</summary>
/// <param name="Share">The share of its own label that an image keeps, from 0 to 1.</param>
/// <param name="Box">What is cut out of the image before; null where whole images are added up by their shares.</param>
internal sealed record Mixture(double Share, Mixture.Rectangle? Box)
{
    /// <summary>Whether the first row is only there for the second one to be mixed with, as where a batch is shared out among ranks.</summary>
    public bool HasPartner { get; init; }

    /// <summary>The pixels from a left one and a top one to before a right one and a bottom one.</summary>
    public readonly record struct Rectangle(int Left, int Top, int Right, int Bottom);

    /// <summary>Mixes as <c>RandomMixup</c> of torchvision's references.</summary>
    /// <param name="share">The share of an image in itself, as drawn.</param>
    public static Mixture Mixup(double share) => new(share, null);

    /// <summary>Mixes as <c>RandomCutmix</c> of torchvision's references: labels by the pixels that are left.</summary>
    /// <param name="share">The share of an image in itself, as drawn.</param>
    /// <param name="x">The column around which the image before is cut out.</param>
    /// <param name="y">The row around which it is.</param>
    /// <param name="width">The width of an image.</param>
    /// <param name="height">The height of an image.</param>
    public static Mixture CutMix(double share, int x, int y, int width, int height)
    {
        var half = 0.5 * Math.Sqrt(1 - share);
        var (halfWidth, halfHeight) = ((int)(half * width), (int)(half * height));
        var box = new Rectangle(
            Math.Max(0, x - halfWidth), Math.Max(0, y - halfHeight), Math.Min(width, x + halfWidth), Math.Min(height, y + halfHeight));
        return new(1 - ((box.Right - box.Left) * (box.Bottom - box.Top) / (double)(width * height)), box);
    }

    /// <summary>The mixed images.</summary>
    /// <param name="images">Shape (rows, channels, height, width).</param>
    public Tensor Images(Tensor images)
    {
        using var scope = NewDisposeScope();
        if (Box is not { } box)
            return Sum(Own(images), Partners(images)).MoveToOuterDisposeScope();
        var mixed = Own(images).clone();
        Cut(mixed, box).copy_(Cut(Partners(images), box));
        return mixed.MoveToOuterDisposeScope();
    }

    /// <summary>The sum of two tensors, by the share of an image and that of the one before.</summary>
    public Tensor Sum(Tensor own, Tensor partners)
    {
        using var share = Share.ToScalar();
        using var rest = (1 - Share).ToScalar();
        using var rows = own.mul(share);
        return rows.add(partners, rest);
    }

    /// <summary>The rows that those of a batch are mixed with.</summary>
    public Tensor Partners(Tensor rows) => HasPartner ? rows.narrow(0, 0, rows.shape[0] - 1) : rows.roll(1, 0);

    /// <summary>The rows themselves.</summary>
    public Tensor Own(Tensor rows) => HasPartner ? rows.narrow(0, 1, rows.shape[0] - 1) : rows;

    /// <summary>The labels that have the larger share.</summary>
    public Tensor LargerLabels(Tensor labels) => Share >= 0.5 ? Own(labels) : Partners(labels);

    private static Tensor Cut(Tensor images, Rectangle box) => images
        .narrow(2, box.Top, box.Bottom - box.Top)
        .narrow(3, box.Left, box.Right - box.Left);
}
