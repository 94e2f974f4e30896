namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>The column that a model is given.</summary>
internal static class InputColumn
{
    /// <summary>The grey values of an image from 0 to 255, row by row.</summary>
    public const string Pixels = "Pixels";
}
