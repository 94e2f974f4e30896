namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>A picture as ML.NET reads it: its columns are those of the data and of the model.</summary>
internal sealed class ImageRow
{
    /// <summary>The picture's file.</summary>
    public string ImagePath { get; set; } = "";

    /// <summary>The name of its class; empty where that is to be found out.</summary>
    public string Label { get; set; } = "";
}
