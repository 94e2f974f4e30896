using System.Text;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Transforms.Tests.Files;

[TestClass]
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Write_Should_Replace_The_Whole_File_And_Leave_Nothing_Else()
    {
        var path = _folder.Write("a.txt", "a longer content"u8.ToArray());

        AtomicFile.Write(path, stream => stream.Write("short"u8));

        Assert.AreEqual("short", File.ReadAllText(path));
        Assert.AreSequenceEqual(["a.txt"], _folder.FileNames);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Write_Should_Not_Put_A_File_In_The_Place_Of_A_Pipe_Or_Device()
    {
        var pipe = _folder.MakePipe("pipe");

        foreach (var path in new[] { pipe, File.CreateSymbolicLink(_folder.File("link"), pipe).FullName })
            Expect.Error<IOException>(() => AtomicFile.Write(path, stream => stream.Write("new"u8)), $"'{path}' is a pipe, device or socket");

        Assert.IsTrue(RegularFile.IsOther(pipe));
    }

    [TestMethod]
    public void Of_Several_That_Write_A_New_File_At_Once_The_First_Should_Be_Told_So()
    {
        // The moment in which two can both be the first is short.
        for (var round = 0; round < 100; round++)
        {
            var path = _folder.File("a.txt");

            var wins = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8)
                .Where(i => AtomicFile.TryWriteNew(path, stream => stream.Write(Encoding.UTF8.GetBytes($"{i}")))).ToList();

            Assert.AreEqual($"{wins.Single()}", File.ReadAllText(path));
            Assert.AreSequenceEqual(["a.txt"], _folder.FileNames);
            File.Delete(path);
        }
    }

    [TestMethod]
    public void Write_Should_Make_The_Folder()
    {
        var path = Path.Combine(_folder.Path, "some", "where", "a.txt");

        AtomicFile.Write(path, stream => stream.Write("new"u8));

        Assert.AreEqual("new", File.ReadAllText(path));
    }

    [TestMethod]
    public void Reader_Should_See_The_Earlier_File_Until_The_New_One_Is_Whole()
    {
        var path = _folder.Write("a.txt", "earlier"u8.ToArray());

        AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            stream.Flush();
            Assert.AreEqual("earlier", File.ReadAllText(path));
        });
    }

    [TestMethod]
    public void Writers_Of_One_File_Should_Not_Share_Their_Temporary_File()
    {
        var path = _folder.File("a.txt");

        AtomicFile.Write(path, outer =>
        {
            AtomicFile.Write(path, inner => inner.Write("inner"u8));
            Assert.AreEqual("inner", File.ReadAllText(path));
            outer.Write("outer"u8);
        });

        Assert.AreEqual("outer", File.ReadAllText(path));
    }

    [TestMethod]
    public void Leftovers_Of_Killed_Processes_Should_Go_But_Not_Those_Of_Other_Files()
    {
        _folder.Write("a.txt.0123.part", "half"u8.ToArray());
        _folder.Write("b.txt.0123.part", "half"u8.ToArray());

        AtomicFile.Write(_folder.File("a.txt"), stream => stream.Write("new"u8));

        Assert.AreSequenceEqual(["a.txt", "b.txt.0123.part"], _folder.FileNames);
    }

    [TestMethod]
    public void Any_Exception_Should_Leave_The_Earlier_File_And_Nothing_Else()
    {
        var path = _folder.Write("a.txt", "earlier"u8.ToArray());

        Stream? written = null;

        Expect.Error<InvalidOperationException>(() => AtomicFile.Write(path, stream => Fail(written = stream)), "as ordered");

        Assert.IsFalse(written!.CanWrite, "the stream is closed");
        Assert.AreEqual("earlier", File.ReadAllText(path));
        Assert.AreSequenceEqual(["a.txt"], _folder.FileNames);
    }

    [TestMethod]
    public void Folder_In_The_Files_Place_Should_Stay()
    {
        var path = _folder.File("a.txt");
        Directory.CreateDirectory(path);

        ThrowsForFiles(() => AtomicFile.Write(path, stream => stream.Write("new"u8)));

        Assert.IsTrue(Directory.Exists(path));
        Assert.IsEmpty(_folder.FileNames);
    }

    [TestMethod]
    public void File_In_The_Folders_Place_Should_Stay()
    {
        var file = _folder.Write("folder", "a file"u8.ToArray());

        ThrowsForFiles(() => AtomicFile.Write(Path.Combine(file, "a.txt"), stream => stream.Write("new"u8)));

        Assert.AreEqual("a file", File.ReadAllText(file));
    }

    [TestMethod]
    public void Lost_Folder_Should_Not_Hide_What_Went_Wrong()
    {
        var folder = _folder.File("folder");

        Expect.Error<InvalidOperationException>(
            () => AtomicFile.Write(Path.Combine(folder, "a.txt"), stream =>
            {
                Directory.Delete(folder, recursive: true);
                Fail(stream);
            }),
            "as ordered");
    }

    private static void Fail(Stream stream)
    {
        stream.Write("half"u8);
        throw new InvalidOperationException("Failed as ordered.");
    }

    /// <summary>Which of the two comes is up to the operating system.</summary>
    private static void ThrowsForFiles(Action action)
    {
        var error = Assert.Throws<Exception>(action);
        Assert.IsTrue(error is IOException or UnauthorizedAccessException, error.ToString());
    }
}
