using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;

namespace ResNetMLNet.Pipelines.FashionMnist.CommandLine;

/// <summary>The options that say which images are used.</summary>
internal static class DataOptions
{
    /// <summary>The folder with the four Fashion-MNIST files; one that is named must be right.</summary>
    public static Option<string?> Folder() => Options.Folder(
        "--data",
        "The folder with the four Fashion-MNIST files. Default: FASHION_MNIST_DIR, the user's cache, "
        + "a download, or drawn garments.");

    /// <summary>How many of the training images to use.</summary>
    public static Option<int?> TrainRows() => Options.Number(
        "--train-rows",
        "N",
        "Use the first N training images, classes in random order. Default: all.",
        1,
        int.MaxValue);

    /// <summary>How many of the test images to use.</summary>
    public static Option<int?> TestRows() => Options.Number(
        "--test-rows",
        "N",
        "Use the first N test images, classes in random order. Default: all.",
        1,
        int.MaxValue);
}
