namespace ResNetMLNet.Data;

/// <summary>
/// Facts about Fashion-MNIST (Zalando SE, MIT licence): 60,000 training and 10,000 test images of clothes, grey,
/// 28 x 28 pixels, in ten classes.
/// </summary>
public static class FashionMnist
{
    /// <summary>The environment variable that names a folder with the four files.</summary>
    public const string FolderVariable = "FASHION_MNIST_DIR";

    /// <summary>The height and width of every image, in pixels.</summary>
    public const int ImageSize = 28;

    /// <summary>The mean of all training pixels, scaled to [0, 1].</summary>
    public const float PixelMean = 0.28604f;

    /// <summary>The standard deviation of all training pixels, scaled to [0, 1].</summary>
    public const float PixelStandardDeviation = 0.35302f;

    /// <summary>The names of the ten classes, in the order of the labels 0 to 9.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
    [
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
    ];

    /// <summary>The training images.</summary>
    public static FashionMnistFile TrainImages { get; } = new(
        "train-images-idx3-ubyte", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888", 47_040_016);

    /// <summary>The training labels.</summary>
    public static FashionMnistFile TrainLabels { get; } = new(
        "train-labels-idx1-ubyte", "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9", 60_008);

    /// <summary>The test images.</summary>
    public static FashionMnistFile TestImages { get; } = new(
        "t10k-images-idx3-ubyte", "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b", 7_840_016);

    /// <summary>The test labels.</summary>
    public static FashionMnistFile TestLabels { get; } = new(
        "t10k-labels-idx1-ubyte", "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34", 10_008);

    /// <summary>All four files.</summary>
    public static IReadOnlyList<FashionMnistFile> Files { get; } = [TrainLabels, TestLabels, TestImages, TrainImages];

    /// <summary>
    /// The folder that keeps downloaded files: <c>ResNetMLNet/fashion-mnist</c> in the user's local application data.
    /// </summary>
    public static string CacheFolder => Path.Combine(
        // Unverified: the parent is made by the download where it does not exist yet.
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "ResNetMLNet", "fashion-mnist");

    /// <summary>The sites that offer the files, in the order in which they are tried.</summary>
    internal static IReadOnlyList<Uri> Mirrors { get; } =
    [
        new("https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/"),
        new("https://fashion-mnist.s3.eu-central-1.amazonaws.com/"),
    ];
}
