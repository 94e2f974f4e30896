namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>The images to train on and those that a model is scored on: for validation, for a test or for both.</summary>
/// <param name="Name">Which images they are, as every result made from them says.</param>
/// <param name="Title">The name as tables show it.</param>
/// <param name="Train">The training images.</param>
/// <param name="Validation">The held-out images, which epochs may be chosen by; null where the program has none of its own.</param>
/// <param name="Test">The images that nothing is chosen by; null for none.</param>
internal sealed record DataSet(string Name, string Title, ImagePart Train, ImagePart? Validation, ImagePart? Test)
{
    /// <summary>The images that the finished model is scored on: the test images, without them those of the validation.</summary>
    public ImagePart Scored => Test ?? Validation ?? throw new InvalidOperationException("A model has to be scored on images.");

    /// <summary>What the images are called that the finished model is scored on.</summary>
    public string ScoredName => Test is null ? "validation" : "test";

    /// <summary>The same with others in the place of the images that the finished model is scored on.</summary>
    public DataSet WithScored(ImagePart images) =>
        Test is null ? this with { Validation = images } : this with { Test = images };
}
