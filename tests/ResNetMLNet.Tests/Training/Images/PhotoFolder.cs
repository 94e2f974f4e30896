using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Tests.Training.Images;

/// <summary>Small picture files of three kinds, each of another size, and views of their features.</summary>
internal sealed class PhotoFolder : IDisposable
{
    public const int Count = 24;

    private static readonly MLContext _ml = new(seed: 1);

    private readonly TemporaryFolder _folder = new();

    public PhotoFolder()
    {
        for (var index = 0; index < Count; index++)
            Write(index, 20 + index, 16);
    }

    public IEnumerable<string> Files => Enumerable.Range(0, Count).Select(File);

    public string File(int index) => _folder.File($"{index}.{(index % 2 == 0 ? "png" : "jpg")}");

    /// <summary>Puts a picture of noise into its file, with a band where its kind has one.</summary>
    public void Write(int index, int width, int height)
    {
        var random = new Random(index);
        var pixels = new byte[width * height * 4];
        random.NextBytes(pixels);
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = i % 4 == 3 ? byte.MaxValue : (byte)((pixels[i] / 2) + (i * 3 / pixels.Length == index % 3 ? 127 : 0));
        using var picture = MLImage.CreateFromPixels(width, height, MLPixelFormat.Rgba32, pixels);
        picture.Save(File(index));
    }

    /// <summary>A view of <c>Path</c>, <c>Label</c> and <c>Features</c> of three square planes.</summary>
    public IDataView View(UnreadablePictures unreadable = UnreadablePictures.Throw, int size = 8) => Featurized(
        _ml.Data.LoadFromEnumerable(Enumerable.Range(0, Count).Select(index => new PathRow { Path = File(index), Name = SmallImages.Names[index % 3] })),
        "Path",
        unreadable,
        size);

    /// <summary>The same of <c>Content</c>, the bytes of the files.</summary>
    public IDataView ContentView() => Featurized(
        _ml.Data.LoadFromEnumerable(Enumerable.Range(0, Count).Select(index =>
            new ContentRow { Content = System.IO.File.ReadAllBytes(File(index)), Name = SmallImages.Names[index % 3] })),
        "Content",
        UnreadablePictures.Throw,
        size: 8);

    public void Dispose() => _folder.Dispose();

    private static IDataView Featurized(IDataView rows, string column, UnreadablePictures unreadable, int size)
    {
        var view = SmallImages.WithLabel(_ml, rows);
        return _ml.Transforms.LoadPictures("Picture", column, unreadable: unreadable)
            .Append(_ml.Transforms.ImagesToFeatures("Features", "Picture", size, size, mean: ImageNet.Mean, standardDeviation: ImageNet.StandardDeviation))
            .Fit(view).Transform(view);
    }

    internal sealed class PathRow
    {
        public string Path { get; set; } = string.Empty;

        public string Name { get; set; } = string.Empty;
    }

    internal sealed class ContentRow
    {
        public byte[] Content { get; set; } = [];

        public string Name { get; set; } = string.Empty;
    }
}
