namespace ResNetMLNet.Transforms.Pictures;

/// <summary>A format that pictures are read in.</summary>
internal enum PictureFormat
{
    /// <summary>JPEG, also the first picture of an MPO.</summary>
    Jpeg,

    /// <summary>PNG, of an animated one the picture that all readers show.</summary>
    Png,

    /// <summary>WebP, of an animated one the first frame.</summary>
    WebP,

    /// <summary>GIF, of an animated one the first frame.</summary>
    Gif,

    /// <summary>Windows' bitmap.</summary>
    Bmp,
}
