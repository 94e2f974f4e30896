using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training.Images;

namespace ResNetMLNet.Tests.Training.Images;

[TestClass]
public sealed class TemporaryFileTests
{
    /// <summary>Where Linux has links to all files that this process has open.</summary>
    private const string OpenFiles = "/proc/self/fd";

    [TestMethod]
    public void Values_Should_Be_Kept_In_A_File_That_A_Kill_Would_Not_Leave()
    {
        using (var file = TemporaryFile.Make(1000))
        {
            file.Write(989, [2, 3, 4]);
            file.Write(990, [5]);
            var values = new float[3];
            file.Read(989, values);
            Assert.AreSequenceEqual([2f, 5, 4], values);
            CheckOpen(1);
            if (!OperatingSystem.IsWindows())
                CheckNoNames();
        }
        CheckOpen(0);
        CheckNoNames();
    }

    [TestMethod]
    public void Room_That_The_Disk_Has_Not_Should_Be_Refused_At_Once_With_The_Remedies()
    {
        Expect.Error<InvalidOperationException>(
            () => TemporaryFile.Make(1L << 58),
            $"{1L << 60} bytes", "cannot be made", Path.GetTempPath(), "TMPDIR", "ImageStorage to Memory");
        CheckOpen(0);
        CheckNoNames();
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_Disk_That_Is_Full_Later_Should_Give_The_Same_Error()
    {
        var full = new FileStream("/dev/full", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        using var file = new TemporaryFile(full, bytes: 4000);
        Expect.Error<InvalidOperationException>(
            () => file.Write(0, new float[10]),
            "4000 bytes", "cannot be written", Path.GetTempPath(), "TMPDIR", "ImageStorage to Memory");
    }

    [TestMethod]
    public void Values_Behind_The_End_Should_Not_Be_Made_Up()
    {
        using var folder = new TemporaryFolder();
        using var file = new TemporaryFile(File.Open(folder.Write("images", new byte[10]), FileMode.Open), bytes: 16);
        Expect.Error<EndOfStreamException>(() => file.Read(1, new float[3]), "ends at byte 10");
    }

    /// <summary>Checks how many temporary files this process has open, where the system tells it.</summary>
    public static void CheckOpen(int count)
    {
        if (!Directory.Exists(OpenFiles))
            return;
        var targets = Directory.EnumerateFileSystemEntries(OpenFiles).Select(link => new FileInfo(link).LinkTarget);
        Assert.AreEqual(count, targets.Count(target => target?.Contains("/ResNetMLNet-") == true && target.Contains(".images")));
    }

    private static void CheckNoNames() => Assert.IsEmpty(Directory.EnumerateFiles(Path.GetTempPath(), "ResNetMLNet-*.images"));
}
