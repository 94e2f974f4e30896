using System.Security.Cryptography;
using ResNetMLNet.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Tests.Data;

[TestClass]
public sealed class FashionMnistDownloadTests : IDisposable
{
    private static readonly Uri _first = new("https://first.example/data/");
    private static readonly Uri _second = new("https://second.example/");

    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _images = Idx.Images(1000);
    private readonly byte[] _labels = Idx.TenLabels(1000);
    private readonly FakeMirrors _mirrors = new();
    private readonly List<FashionMnistDownloadProgress> _reports = [];
    private TimeSpan _patience = TimeSpan.FromMinutes(1);

    private string Cache => _folder.File("cache");

    public void Dispose()
    {
        _mirrors.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    public void Download_Should_Fill_The_Cache_From_The_First_Mirror()
    {
        Serve(_first);

        Download();

        CollectionAssert.AreEqual(new[] { "images.gz", "labels.gz" }, InCache());
        CollectionAssert.AreEqual(Idx.Gzip(_images), File.ReadAllBytes(Path.Combine(Cache, "images.gz")));
        Assert.HasCount(2, _mirrors.Asked);
    }

    [TestMethod]
    public void Download_Should_Accept_Any_Compression_Of_The_Same_Data()
    {
        _mirrors.Serve(_first, "images", _images).Serve(_first, "labels", Idx.Gzip(_labels));

        Download();

        CollectionAssert.AreEqual(new[] { "images", "labels.gz" }, InCache());
    }

    [TestMethod]
    public void Download_Should_Report_Its_Progress()
    {
        var packed = Idx.Gzip(_images);
        Serve(_first);

        Download();

        var first = new FashionMnistDownloadProgress("images", 1, 2, new Uri(_first, "images.gz"), 0, packed.Length);
        Assert.AreEqual(first, _reports[0]);
        Assert.AreEqual(packed.Length, _reports.Last(report => report.FileName == "images").BytesReceived);
        Assert.AreEqual(2, _reports[^1].FileNumber);
        for (var i = 1; i < _reports.Count; i++)
        {
            var (before, after) = (_reports[i - 1], _reports[i]);
            Assert.IsTrue(after.FileNumber > before.FileNumber || after.BytesReceived > before.BytesReceived);
        }
    }

    [TestMethod]
    public void The_Second_Mirror_Should_Be_Asked_When_The_First_Fails_And_Be_Preferred_From_Then_On()
    {
        Serve(_second);

        Download();

        CollectionAssert.AreEqual(new[] { "images.gz", "labels.gz" }, InCache());
        CollectionAssert.AreEqual(
            new[] { new Uri(_first, "images.gz"), new Uri(_second, "images.gz"), new Uri(_second, "labels.gz") },
            _mirrors.Asked);
    }

    [TestMethod]
    public void Other_Data_Should_Leave_Nothing_And_Be_Named()
    {
        _mirrors.Serve(_first, "images", Idx.Gzip(Idx.Images(999))).Serve(_second, "images", "<html>"u8.ToArray());

        Expect.Error<FashionMnistNotFoundException>(
            Download,
            $"{Cache}: lacks 'images'",
            "https://first.example/data/images.gz: sent other data than 'images'", $"expected {Sha256(_images)}",
            "https://second.example/images.gz: sent other data", "of 6 bytes",
            "To fix it: put", "FASHION_MNIST_DIR", "connect to the network");

        Assert.IsEmpty(InCache());
    }

    [TestMethod]
    public void One_Wrong_Byte_Should_Leave_Nothing()
    {
        var images = _images.ToArray();
        images[^1] ^= 1;
        _mirrors.Serve(_first, "images", Idx.Gzip(images));

        Expect.Error<FashionMnistNotFoundException>(
            Download, $"sent other data than 'images': SHA-256 {Sha256(images)} of {images.Length} bytes");

        Assert.IsEmpty(InCache());
    }

    [TestMethod]
    public void Damaged_Gzip_Should_Leave_Nothing()
    {
        _mirrors.Serve(_first, "images", Idx.Gzip(_images)[..200]);

        Expect.Error<FashionMnistNotFoundException>(Download, "https://first.example/data/images.gz: ", "404");

        Assert.IsEmpty(InCache());
    }

    [TestMethod]
    public void A_Gzip_Bomb_And_An_Endless_Answer_Should_Be_Cut_Short()
    {
        _mirrors.Serve(_first, "images", Idx.Gzip(new byte[50_000_000])).Serve(_second, "images", new byte[5_000_000]);

        Expect.Error<FashionMnistNotFoundException>(
            Download, "sent more than the 784016 bytes of 'images'",
            "sent more than the 849552 bytes that 'images' can have");

        Assert.IsEmpty(InCache());
        Assert.IsLessThan(1_000_000L, _reports.Max(report => report.BytesReceived));
    }

    [TestMethod]
    public void Cancellation_Should_Leave_Nothing()
    {
        using var cancellation = new CancellationTokenSource();
        _mirrors.Serve(_first, "images", () => SlowContent.Stalling(Idx.Gzip(_images)[..5000]));
        var progress = new Relay(report =>
        {
            if (report.BytesReceived > 0)
                cancellation.Cancel();
        });

        try
        {
            Search().Find(null, progress, cancellation.Token);
            Assert.Fail("It was not cancelled.");
        }
        catch (OperationCanceledException)
        {
        }

        Assert.IsEmpty(InCache());
        Assert.HasCount(1, _mirrors.Asked);
    }

    [TestMethod]
    public void A_Mirror_That_Falls_Silent_Should_Be_Left_For_The_Next()
    {
        _patience = TimeSpan.FromMilliseconds(100);
        _mirrors.Serve(_first, "images", () => SlowContent.Stalling(Idx.Gzip(_images)[..5000]));
        Serve(_second);

        Download();

        CollectionAssert.AreEqual(new[] { "images.gz", "labels.gz" }, InCache());
    }

    [TestMethod]
    public void A_Mirror_That_Is_Slow_But_Not_Silent_Should_Be_Waited_For()
    {
        _patience = TimeSpan.FromSeconds(1);
        _mirrors.Serve(_first, "images", () => new SlowContent(Idx.Gzip(_images), 4, TimeSpan.FromMilliseconds(350)))
            .Serve(_first, "labels", Idx.Gzip(_labels));

        Download();

        CollectionAssert.AreEqual(new[] { new Uri(_first, "images.gz"), new Uri(_first, "labels.gz") }, _mirrors.Asked);
    }

    [TestMethod]
    public void Only_Missing_Files_Should_Be_Downloaded()
    {
        Directory.CreateDirectory(Cache);
        File.WriteAllBytes(Path.Combine(Cache, "images"), _images);
        Serve(_first);

        Download();

        CollectionAssert.AreEqual(new[] { new Uri(_first, "labels.gz") }, _mirrors.Asked);
    }

    [TestMethod]
    public void Leftovers_Of_Killed_Downloads_Should_Go_But_Not_Those_Of_Running_Ones()
    {
        Directory.CreateDirectory(Cache);
        File.WriteAllBytes(Path.Combine(Cache, "images.0123.part"), [1, 2, 3]);
        using var running = PartFile.Create(Cache, "labels");
        Serve(_first);

        Download();

        Assert.HasCount(3, InCache());
        Assert.DoesNotContain("images.0123.part", InCache());
    }

    [TestMethod]
    public void A_Cache_That_Cannot_Be_Written_Should_Be_Named()
    {
        File.WriteAllText(Cache, "a file where the folder should be");
        Serve(_first);

        Expect.Error<FashionMnistNotFoundException>(Download, $"{Cache}: cannot be written", "FASHION_MNIST_DIR");
    }

    private void Serve(Uri mirror) =>
        _mirrors.Serve(mirror, "images", Idx.Gzip(_images)).Serve(mirror, "labels", Idx.Gzip(_labels));

    private void Download() => Search().Find(null, new Relay(_reports.Add), CancellationToken.None);

    private FashionMnistSearch Search() => new(null, Cache, new FashionMnistDownloader(
        () => _mirrors, [_first, _second],
        [new("images", Sha256(_images), _images.Length), new("labels", Sha256(_labels), _labels.Length)], _patience));

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private string[] InCache() =>
        [.. Directory.EnumerateFiles(Cache).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private sealed class Relay(Action<FashionMnistDownloadProgress> action) : IProgress<FashionMnistDownloadProgress>
    {
        public void Report(FashionMnistDownloadProgress value) => action(value);
    }
}
