using System.Security.Cryptography;
using Microsoft.ML;
using ResNetMLNet.Data;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Data;

[TestClass]
public sealed class LoadFashionMnistTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly FakeMirrors _mirrors = new();

    public void Dispose()
    {
        _mirrors.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    public void Load_Should_Take_A_Folder_With_Fewer_Rows_And_Mixed_Compression()
    {
        Fill(_folder.Path);

        var data = _ml.Data.LoadFashionMnist(_folder.Path);

        Assert.AreEqual(30, data.TrainSet.GetRowCount());
        Assert.AreEqual(20, data.TestSet.GetRowCount());
        CollectionAssert.AreEqual(FashionMnist.ClassNames.ToArray(), Rows.KeyValues(data.TrainSet));
    }

    [TestMethod]
    public void Load_Should_Reject_A_Missing_Folder() => Expect.Error<DirectoryNotFoundException>(
        () => _ml.Data.LoadFashionMnist(_folder.File("nowhere")),
        $"'{_folder.File("nowhere")}' (the folder that was passed) does not exist", "'train-images-idx3-ubyte'",
        "name the right folder");

    [TestMethod]
    public void Load_Should_Reject_A_Folder_That_Lacks_A_File()
    {
        Fill(_folder.Path);
        File.Delete(_folder.File("t10k-labels-idx1-ubyte"));

        Expect.Error<FileNotFoundException>(
            () => _ml.Data.LoadFashionMnist(_folder.Path),
            $"'{_folder.Path}' (the folder that was passed) lacks 't10k-labels-idx1-ubyte'", "put the files there");
    }

    [TestMethod]
    public void Load_Should_Reject_Labels_Above_Nine_At_Once()
    {
        Fill(_folder.Path);
        _folder.Write("t10k-labels-idx1-ubyte", Idx.Labels([.. Enumerable.Repeat((byte)3, 19), 10]));

        Expect.Error<InvalidDataException>(
            () => _ml.Data.LoadFashionMnist(_folder.Path), "t10k-labels-idx1-ubyte' has label 10 in row 19", "0 to 9");
    }

    [TestMethod]
    public void Load_Should_Reject_Images_Of_Another_Size_At_Once()
    {
        Fill(_folder.Path);
        _folder.Write("t10k-images-idx3-ubyte", Idx.Images(20, 32, 32));

        Expect.Error<InvalidDataException>(
            () => _ml.Data.LoadFashionMnist(_folder.Path), "has images of 32 x 32 pixels", "expected 28 x 28",
            "load files of that size");
    }

    [TestMethod]
    public void A_Named_Folder_Should_Come_Before_The_Variable()
    {
        var (named, variable) = (Filled("named"), Filled("variable"));

        Assert.AreEqual(named, Search(variable).Find(named, null, CancellationToken.None).Path);
    }

    [TestMethod]
    public void The_Variable_Should_Come_Before_The_Cache()
    {
        var (variable, cache) = (Filled("variable"), Filled("cache"));

        Assert.AreEqual(variable, Search(variable, cache).Find(null, null, CancellationToken.None).Path);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    public void A_Full_Cache_Should_Come_Before_The_Mirrors(string? variable)
    {
        var cache = Filled("cache");

        Assert.AreEqual(cache, Search(variable, cache).Find(null, null, CancellationToken.None).Path);
        Assert.IsEmpty(_mirrors.Asked);
    }

    [TestMethod]
    public void A_Wrong_Variable_Should_Be_An_Error_And_Not_A_Download()
    {
        var cache = Filled("cache");

        Expect.Error<DirectoryNotFoundException>(
            () => Search(_folder.File("nowhere"), cache).Find(null, null, CancellationToken.None),
            $"'{_folder.File("nowhere")}' (the value of FASHION_MNIST_DIR) does not exist");
        Assert.IsEmpty(_mirrors.Asked);
    }

    [TestMethod]
    public void Every_Mirror_Should_Be_Asked_Last_And_Named_When_It_Fails()
    {
        Expect.Error<FashionMnistNotFoundException>(
            () => Search(null).Find(null, null, CancellationToken.None),
            "https://one.example/train-labels-idx1-ubyte.gz: ", "https://two.example/train-labels-idx1-ubyte.gz: ",
            "404");
    }

    [TestMethod]
    public void Mirrors_Should_Be_Encrypted()
    {
        Assert.HasCount(2, FashionMnist.Mirrors);
        foreach (var mirror in FashionMnist.Mirrors)
            Assert.AreEqual(Uri.UriSchemeHttps, mirror.Scheme);
    }

    [TestMethod]
    public void The_Real_Data_Should_Have_The_Published_Content()
    {
        var path = Environment.GetEnvironmentVariable(FashionMnist.FolderVariable);
        if (string.IsNullOrEmpty(path))
            Assert.Inconclusive($"Set {FashionMnist.FolderVariable} to a folder with the real data.");

        foreach (var file in FashionMnist.Files)
            Assert.AreEqual(file.Sha256, Sha256(new FashionMnistFolder(path).Find(file)!, file.Length));
        var data = _ml.Data.LoadFashionMnist();
        var train = Rows.Of(data.TrainSet);

        Assert.HasCount(60_000, train);
        Assert.AreEqual(60_000, data.TrainSet.GetRowCount());
        Assert.AreEqual(10_000, data.TestSet.GetRowCount());
        Assert.IsTrue(train.CountBy(row => row.Label).All(label => label.Value == 6_000));
        Assert.AreEqual(0.28604, train.Average(row => row.Pixels.Average(pixel => pixel / 255.0)), 0.00001);
    }

    private static string Sha256(string path, long length)
    {
        using var file = File.OpenRead(path);
        using var content = Gzip.IsCompressed(file) ? Gzip.Decompress(file) : file;
        var bytes = new byte[length];
        content.ReadExactly(bytes);
        Assert.AreEqual(-1, content.ReadByte());
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    private FashionMnistSearch Search(string? variable, string? cache = null) => new(
        variable, cache ?? _folder.File("empty"), new FashionMnistDownloader(
            () => _mirrors, [new Uri("https://one.example/"), new Uri("https://two.example/")], FashionMnist.Files,
            TimeSpan.FromMinutes(1)));

    private string Filled(string name)
    {
        var path = Directory.CreateDirectory(_folder.File(name)).FullName;
        Fill(path);
        return path;
    }

    private static void Fill(string path)
    {
        File.WriteAllBytes(Path.Combine(path, "train-images-idx3-ubyte.gz"), Idx.Gzip(Idx.Images(30)));
        File.WriteAllBytes(Path.Combine(path, "train-labels-idx1-ubyte.gz"), Idx.TenLabels(30));
        File.WriteAllBytes(Path.Combine(path, "t10k-images-idx3-ubyte"), Idx.Images(20));
        File.WriteAllBytes(Path.Combine(path, "t10k-labels-idx1-ubyte"), Idx.TenLabels(20));
    }
}
