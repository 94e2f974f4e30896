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

    /// <summary>Height and width of a picture: its shorter side gets a size, the longer one follows, rounded down.</summary>
    public static (CropAxis Rows, CropAxis Columns) Of(int height, int width, int resizeTo, int cropHeight, int cropWidth)
    {
        var shorter = Math.Min(height, width);
        return (new(height, Scaled(height), cropHeight), new(width, Scaled(width), cropWidth));

        int Scaled(int side) => side == shorter ? resizeTo : (int)((long)resizeTo * side / (double)shorter);
    }
}
