using System.IO.Pipes;
using System.Net.Sockets;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Transforms.Tests.Files;

[TestClass]
public sealed class RegularFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [Timeout(20_000)]
    public void What_Is_No_File_Should_Be_Refused_Without_Waiting()
    {
        using var stream = new AnonymousPipeServerStream();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.File("socket")));
        var link = File.CreateSymbolicLink(_folder.File("link"), _folder.MakePipe("pipe")).FullName;

        foreach (var path in new[]
            { _folder.File("pipe"), link, _folder.File("socket"), "/dev/zero", $"/dev/fd/{stream.SafePipeHandle.DangerousGetHandle()}" })
            Expect.Error<IOException>(() => RegularFile.OpenRead(path), $"'{path}' is a pipe, device or socket: give the path of a file.");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Files_Should_Be_Opened_Whether_They_Are_Empty_Or_Linked()
    {
        var (full, empty) = (_folder.Write("full", [1]), _folder.Write("empty", []));
        foreach (var (path, length) in new[]
        {
            (full, 1), (empty, 0), (File.CreateSymbolicLink(_folder.File("a"), full).FullName, 1),
            (File.CreateSymbolicLink(_folder.File("b"), empty).FullName, 0),
        })
        {
            using var file = RegularFile.OpenRead(path);
            Assert.AreEqual(length, file.Length);
        }
    }

    [TestMethod]
    public void What_Cannot_Be_Opened_Should_Be_The_Error_Of_Opening()
    {
        Assert.ThrowsExactly<FileNotFoundException>(() => RegularFile.OpenRead(_folder.File("none")));
        var link = File.CreateSymbolicLink(_folder.File("link"), _folder.File("none")).FullName;
        Assert.ThrowsExactly<FileNotFoundException>(() => RegularFile.OpenRead(link));
        Assert.ThrowsExactly<UnauthorizedAccessException>(() => RegularFile.OpenRead(_folder.Path));
    }
}
