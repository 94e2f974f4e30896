namespace ResNetMLNet.Transforms.Featurization;

/// <summary>
/// One axis of a picture, or of a box in it, that is resized and cut at its centre, by the rules of torchvision's
/// <c>Resize</c> and <c>CenterCrop</c>: sizes and places in pixels.
/// </summary>
/// <param name="Source">The size of the picture or the box.</param>
/// <param name="Resized">Its size after resizing.</param>
/// <param name="Crop">The size that is wanted.</param>
/// <param name="Begin">The first place of the box.</param>
internal readonly record struct CropAxis(int Source, int Resized, int Crop, int Begin = 0)
{
    /// <summary>The first place of the resized axis that is wanted: half of what is too much, a half rounded to even.</summary>
    public int Start => Resized > Crop ? (int)Math.Round((Resized - Crop) / 2.0, MidpointRounding.ToEven) : 0;

    /// <summary>How many places of the resized axis are wanted.</summary>
    public int Count => Math.Min(Resized, Crop);

    /// <summary>How many places of the crop come before those of a picture that is too small: half of what is missing.</summary>
    public int Padding => (Crop - Count) / 2;

    /// <summary>
    /// The first place and the number of places of the picture that the crop is of, with what is around a picture that is too small.
    /// </summary>
    public (double First, double Count) Extent => ((Start - Padding) * Step, Crop * Step);

    /// <summary>Which places of the picture make a wanted place.</summary>
    public (int First, int Count) Sources(int place)
    {
        var (center, reach) = (Center(place), Reach);
        var first = Math.Max(0, (int)(center - reach + 0.5));
        return (Begin + first, Math.Min(Source, (int)(center + reach + 0.5)) - first);
    }

    /// <summary>The middle of a wanted place in places of the picture or the box.</summary>
    public double Center(int place) => (Start + place + 0.5) * Step;

    /// <summary>How far from its middle the sources of a place are.</summary>
    public double Reach => Math.Max(1, Step);

    /// <summary>Which places of the picture make the wanted places.</summary>
    public (int First, int Count) AllSources()
    {
        var ((first, _), (last, count)) = (Sources(0), Sources(Count - 1));
        return (first, last + count - first);
    }

    private double Step => (double)Source / Resized;

    /// <summary>Height and width of a picture: its shorter side gets a size, the longer one follows, rounded down.</summary>
    public static (CropAxis Rows, CropAxis Columns) Of(int height, int width, int resizeTo, int cropHeight, int cropWidth)
    {
        var shorter = Math.Min(height, width);
        return (new(height, Scaled(height), cropHeight), new(width, Scaled(width), cropWidth));

        int Scaled(int side) => side == shorter ? resizeTo : (int)((long)resizeTo * side / (double)shorter);
    }
}
