namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>A picture whose class is to be found out.</summary>
internal sealed class ImageRow
{
    /// <summary>The picture's file.</summary>
    public string ImagePath { get; set; } = "";

    /// <summary>Nothing: models of version 0.1.0 make a key of the name of the class, before anything else and unread.</summary>
    public string Label { get; set; } = "";
}
