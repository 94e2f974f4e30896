using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Data;

namespace ResNetMLNet.Transforms.Tests.Data;

[TestClass]
public sealed class PictureFolderTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Classes_Should_Be_The_Sub_Folders_With_Pictures_In_Ordinal_Order()
    {
        PictureFiles.Write(_folder, "b/1.png", "b/2.JPG", "Z/x.jpeg", "a/y.Png");

        var folder = Load();

        Assert.AreSequenceEqual(["Z", "a", "b"], folder.ClassNames);
        Assert.AreEqual(4, folder.Count);
        Assert.AreSequenceEqual(["Z/x.jpeg", "a/y.Png", "b/1.png", "b/2.JPG"], Paths(folder));
        Assert.IsEmpty(folder.Omissions);
    }

    [TestMethod]
    public void Labels_Should_Be_Keys_Of_The_Names_Of_The_Classes()
    {
        PictureFiles.Write(_folder, "cat/1.png", "dog/1.png", "dog/2.png");

        var folder = Load();

        var key = Assert.IsInstanceOfType<KeyDataViewType>(folder.Data.Schema["Label"].Type);
        Assert.AreEqual(2ul, key.Count);
        Assert.AreSequenceEqual(
            ["cat", "dog", "dog"],
            _ml.Transforms.Conversion.MapKeyToValue("Label").Fit(folder.Data).Transform(folder.Data).GetColumn<string>("Label"));
        Assert.AreEqual(3, folder.Data.GetRowCount());
        Assert.IsTrue(folder.Data.CanShuffle);
    }

    [TestMethod]
    public void What_Is_A_Picture_Should_Be_Told_By_The_Content()
    {
        PictureFiles.Write(_folder, "a/1.txt", PictureFiles.Jpeg);
        PictureFiles.Write(_folder, "a/2", PictureFiles.WebP);
        PictureFiles.Write(_folder, "b/3.gif", PictureFiles.Gif);
        PictureFiles.Write(_folder, "b/4.png", PictureFiles.Bmp);
        PictureFiles.Write(_folder, "b/5.png", "no picture"u8.ToArray());

        var folder = Load();

        Assert.AreSequenceEqual(["a/1.txt", "a/2", "b/3.gif", "b/4.png"], Paths(folder));
        AssertOmitted(folder, ("b/5.png", PictureOmissionReason.OtherFormat));
        Assert.Contains("in no format that is known", folder.Omissions[0].Explanation);
    }

    [TestMethod]
    public void Nothing_Should_Be_Left_Out_Without_A_Word()
    {
        PictureFiles.Write(_folder, "a/1.png", "a/.hidden.png", "a/more/2.png", "b/1.png", ".git/1.png", "c/deep/1.png", "loose.png");
        PictureFiles.Write(_folder, "b/empty.png", []);
        Directory.CreateDirectory(_folder.File("none"));

        AssertOmitted(
            Load(),
            (".git", PictureOmissionReason.Hidden),
            ("a/.hidden.png", PictureOmissionReason.Hidden),
            ("a/more", PictureOmissionReason.DeeperFolder),
            ("b/empty.png", PictureOmissionReason.Unreadable),
            ("c", PictureOmissionReason.EmptyFolder),
            ("c/deep", PictureOmissionReason.DeeperFolder),
            ("loose.png", PictureOmissionReason.LooseFile),
            ("none", PictureOmissionReason.EmptyFolder));
    }

    [TestMethod]
    public void Omissions_Should_Be_Counted_By_Reason_With_An_Example()
    {
        PictureFiles.Write(_folder, "a/1.png", "b/1.png", "loose.png", "other.png");

        Assert.AreSequenceEqual(
            [$"2 in no class folder, as '{_folder.File("loose.png")}': it lies beside the folders of the classes"],
            OmissionText.ByReason(Load().Omissions));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [Timeout(20_000)]
    public void Links_And_Pipes_Should_Hold_Nothing_Up()
    {
        PictureFiles.Write(_folder, "a/1.png", "b/1.png");
        Directory.CreateSymbolicLink(_folder.File("up"), _folder.Path);
        Directory.CreateSymbolicLink(_folder.File("a/up"), _folder.Path);
        File.CreateSymbolicLink(_folder.File("b/self.png"), _folder.File("b/self.png"));
        File.CreateSymbolicLink(_folder.File("b/lost.png"), _folder.File("lost.png"));
        File.CreateSymbolicLink(_folder.File("b/linked.png"), _folder.File("a/1.png"));
        _folder.MakePipe("b/pipe.png");
        File.CreateSymbolicLink(_folder.File("b/piped.png"), _folder.File("b/pipe.png"));

        var folder = Load();

        Assert.AreSequenceEqual(["a/1.png", "b/1.png", "b/linked.png"], Paths(folder));
        Assert.AreSequenceEqual(
            ["b/lost.png", "b/pipe.png", "b/piped.png", "b/self.png"],
            folder.Omissions.Where(omission => omission.Reason == PictureOmissionReason.Unreadable).Select(omission => Relative(omission.Path)));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_Link_Should_Be_A_Class_Unless_Its_Pictures_Would_Be_Taken_Twice()
    {
        using var other = new TemporaryFolder();
        var root = Directory.CreateSymbolicLink(other.File("root"), _folder.Path).FullName;
        PictureFiles.Write(other, "outside/1.png");
        PictureFiles.Write(_folder, "b/1.png", "c/1.png", "c/deep/1.png", ".kept/1.png", "1.png");
        foreach (var (link, target) in new[]
        {
            ("a", _folder.File("b")), ("around", $"{root}/b"), ("d", other.File("outside")), ("deep", "c/deep"), ("dot", "."), ("e", "d"),
            ("hidden", ".kept"), ("up", ".."),
        })
            Directory.CreateSymbolicLink(_folder.File(link), target);

        foreach (var folder in new[] { Load(), _ml.Data.LoadPictureFolder(root), _ml.Data.LoadPictureFolder($"{root}/") })
        {
            Assert.AreSequenceEqual(["b", "c", "d", "deep", "hidden"], folder.ClassNames);
            Assert.AreSequenceEqual(
                [
                    "a: it is a link to the pictures of the class 'b'",
                    "around: it is a link to the pictures of the class 'b'",
                    $"dot: it is a link to '{_folder.Path}', which has all classes in it",
                    "e: it is a link to the pictures of the class 'd'",
                    $"up: it is a link to '{Path.GetDirectoryName(_folder.Path)}', which has all classes in it",
                ],
                folder.Omissions.Where(omission => omission.Reason == PictureOmissionReason.LinkedFolder)
                    .Select(omission => $"{Path.GetFileName(omission.Path)}: {omission.Explanation}"));
        }
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_Name_That_Is_Not_In_UTF8_Should_Be_Left_Out_As_Such()
    {
        PictureFiles.Write(_folder, "a/1.png", "a/\uFFFD.png", "b/1.png");
        RunShell("cp a/1.png \"a/caf$(printf '\\351').png\"; cp -r a \"$(printf '\\351')\"");
        try
        {
            var folder = Load();

            Assert.AreSequenceEqual(["a/1.png", "a/\uFFFD.png", "b/1.png"], Paths(folder));
            AssertOmitted(folder, ("a/caf\uFFFD.png", PictureOmissionReason.Unreadable), ("\uFFFD", PictureOmissionReason.Unreadable));
            Assert.AreEqual("its name is not in UTF-8, by which alone it can be opened: rename it", folder.Omissions[0].Explanation);
        }
        finally
        {
            // Nor can .NET delete it.
            RunShell("rm -r *");
        }
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_Name_That_Is_Not_In_UTF8_Should_Not_Be_Taken_For_Another()
    {
        PictureFiles.Write(_folder, "a/1.png", "a/\uFFFD.png", "\uFFFD/1.png");
        RunShell("cp a/1.png \"a/$(printf '\\351').png\"; cp -r a \"$(printf '\\351')\"");
        try
        {
            var folder = Load();

            Assert.AreSequenceEqual(["a/1.png", "a/\uFFFD.png", "\uFFFD/1.png"], Paths(folder));
            AssertOmitted(folder, ("a/\uFFFD.png", PictureOmissionReason.Unreadable), ("\uFFFD", PictureOmissionReason.Unreadable));
        }
        finally
        {
            RunShell("rm -r *");
        }
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [UnsupportedOSPlatform("windows")]
    public void A_File_That_Must_Not_Be_Read_Should_Be_Left_Out_As_Such()
    {
        if (Environment.IsPrivilegedProcess)
            Assert.Inconclusive("Whoever may do everything may read everything.");
        PictureFiles.Write(_folder, "a/1.png", "b/1.png", "b/2.png");
        File.SetUnixFileMode(_folder.File("b/2.png"), UnixFileMode.None);

        AssertOmitted(Load(), ("b/2.png", PictureOmissionReason.Unreadable));
    }

    [TestMethod]
    public void Classes_That_Are_Given_Should_Be_The_Keys_Whether_They_Are_There_Or_Not()
    {
        PictureFiles.Write(_folder, "cat/1.png");

        var folder = Load(["dog", "cat", "cow"]);

        Assert.AreSequenceEqual(["dog", "cat", "cow"], folder.ClassNames);
        Assert.AreSequenceEqual([2u], folder.Data.GetColumn<uint>("Label"));
    }

    [TestMethod]
    public void A_Name_Of_Many_Characters_Should_Be_Taken()
    {
        var name = new string('n', 250);
        PictureFiles.Write(_folder, $"{name}/{name}", "b/1.png");

        Assert.Contains(name, Load().ClassNames);
    }

    [TestMethod]
    public void Many_Files_Should_Be_Searched_Until_That_Is_Cancelled()
    {
        PictureFiles.Write(_folder, [.. Enumerable.Range(0, 2000).Select(i => $"{i % 2}/{i}.png")]);
        using var cancel = new CancellationTokenSource();

        Assert.AreEqual(2000, Load().Count);
        cancel.Cancel();
        Assert.ThrowsExactly<OperationCanceledException>(
            () => _ml.Data.LoadPictureFolder(_folder.Path, cancellationToken: cancel.Token));
    }

    [TestMethod]
    public void A_Chain_Should_Need_No_Label_To_Predict()
    {
        PictureFiles.Write(_folder, "a/1.png", "b/1.png");
        var data = Load().Data;
        var chain = _ml.Transforms.CopyColumns("Copy", "ImagePath").Fit(data);
        using var stream = new MemoryStream();
        _ml.Model.Save(chain, data.Schema, stream);

        var loaded = _ml.Model.Load(stream, out var schema);

        Assert.IsInstanceOfType<KeyDataViewType>(schema["Label"].Type);
        using var engine = _ml.Model.CreatePredictionEngine<PathRow, CopyRow>(loaded);
        Assert.AreEqual("x", engine.Predict(new PathRow { ImagePath = "x" }).Copy);
    }

    private PictureFolder Load(IReadOnlyList<string>? classNames = null) => _ml.Data.LoadPictureFolder(_folder.Path, classNames);

    private string Relative(string path) => Path.GetRelativePath(_folder.Path, path);

    private IEnumerable<string> Paths(PictureFolder folder) => folder.Data.GetColumn<string>("ImagePath").Select(Relative);

    private void AssertOmitted(PictureFolder folder, params (string Path, PictureOmissionReason Reason)[] omissions) =>
        Assert.AreSequenceEqual(omissions, folder.Omissions.Select(omission => (Relative(omission.Path), omission.Reason)));

    private void RunShell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = _folder.Path })!;
        shell.WaitForExit();
    }

    private sealed class PathRow
    {
        public string ImagePath { get; set; } = "";
    }

    private sealed class CopyRow
    {
        public string Copy { get; set; } = "";
    }
}
