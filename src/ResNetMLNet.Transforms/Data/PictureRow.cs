namespace ResNetMLNet.Transforms.Data;

/// <summary>A picture of a class as a row: its columns are those of the data.</summary>
internal sealed class PictureRow
{
    /// <summary>The picture's file.</summary>
    public string ImagePath { get; set; } = "";

    /// <summary>The index of its class: ML.NET makes the key of it, which is one more.</summary>
    public uint Label { get; set; }
}
