namespace ResNetMLNet.Reports.Data;

/// <summary>A picture with what a look at it tells.</summary>
internal sealed record PictureEntry(DataPicture Picture, PictureLook Look);
