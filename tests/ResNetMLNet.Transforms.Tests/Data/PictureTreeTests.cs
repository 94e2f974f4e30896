using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Data;

namespace ResNetMLNet.Transforms.Tests.Data;

[TestClass]
public sealed class PictureTreeTests : IDisposable
{
    private readonly List<PictureOmission> _omissions = [];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Pictures_Should_Come_In_The_Order_Of_Names_At_Any_Depth()
    {
        PictureFiles.Write(_folder, "b.png", "a/z/1.png", "a/y.png", "B.png", "c/1.png");

        Assert.AreSequenceEqual(["B.png", "a/y.png", "a/z/1.png", "b.png", "c/1.png"], Files());
        Assert.IsEmpty(_omissions);
    }

    [TestMethod]
    public void What_Is_No_Picture_Should_Be_Told_And_What_Cannot_Be_Read_Be_Taken()
    {
        PictureFiles.Write(_folder, "a/notes.txt", "no picture"u8.ToArray());
        PictureFiles.Write(_folder, "a/empty.png", []);
        PictureFiles.Write(_folder, ".hidden/1.png");

        Assert.AreSequenceEqual(["a/empty.png"], Files());
        Assert.AreSequenceEqual(
            [(".hidden", PictureOmissionReason.Hidden), ("a/notes.txt", PictureOmissionReason.OtherFormat)],
            _omissions.Select(omission => (Name(omission.Path), omission.Reason)));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    public void Links_Should_Neither_Go_In_Circles_Nor_Take_A_Picture_Twice()
    {
        using var other = new TemporaryFolder();
        PictureFiles.Write(_folder, "a/1.png");
        PictureFiles.Write(other, "2.png", "deep/3.png");
        Link("a/circle", _folder.Path);
        Link("a/above", Path.GetDirectoryName(_folder.Path)!);
        Link("b", _folder.File("a"));
        Link("c", other.Path);
        Link("d", other.File("deep"));
        Link("e", other.Path);

        Assert.AreSequenceEqual(["a/1.png", "c/2.png", "c/deep/3.png"], Files());
        Assert.AreSequenceEqual(["a/above", "a/circle", "b", "d", "e"], _omissions.Select(omission => Name(omission.Path)));
        Assert.IsTrue(_omissions.TrueForAll(omission => omission.Reason == PictureOmissionReason.LinkedFolder));
    }

    [TestMethod]
    public void A_Folder_That_Is_Gone_Meanwhile_Should_Not_Cost_The_Others()
    {
        PictureFiles.Write(_folder, "a/1.png", "b/1.png", "c/1.png");
        using var files = PictureTree.Files(_folder.Path, _omissions.Add, CancellationToken.None).GetEnumerator();
        files.MoveNext();

        Directory.Delete(_folder.File("b"), recursive: true);

        Assert.IsTrue(files.MoveNext());
        Assert.AreEqual("c/1.png", Name(files.Current));
        Assert.AreEqual(PictureOmissionReason.Unreadable, _omissions.Single().Reason);
        Assert.StartsWith("it cannot be listed: ", _omissions.Single().Explanation);
    }

    [TestMethod]
    public void A_Walk_Should_End_When_It_Is_Cancelled()
    {
        PictureFiles.Write(_folder, "a/1.png");

        Assert.ThrowsExactly<OperationCanceledException>(
            () => PictureTree.Files(_folder.Path, _omissions.Add, new CancellationToken(canceled: true)).ToList());
    }

    private IEnumerable<string> Files() => [.. PictureTree.Files(_folder.Path, _omissions.Add, CancellationToken.None).Select(Name)];

    private string Name(string path) => Path.GetRelativePath(_folder.Path, path).Replace('\\', '/');

    private void Link(string name, string target) => Directory.CreateSymbolicLink(_folder.File(name), target);
}
