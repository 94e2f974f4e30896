namespace ResNetMLNet.Transforms.Pictures;

/// <summary>What becomes of rows whose picture cannot be read.</summary>
public enum UnreadablePictures
{
    /// <summary>An error that names the picture and the reason.</summary>
    Throw,

    /// <summary>
    /// A warning, and a missing picture: its features are NaN, ML.NET's missing value, its scores are too, and trainers leave the
    /// row out.
    /// </summary>
    Missing,
}
