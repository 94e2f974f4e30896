using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training.Images;

namespace ResNetMLNet.Tests.Training.Images;

[TestClass]
public sealed class TemporaryMappingTests
{
    [TestMethod]
    public void Values_Should_Be_Kept_In_A_File_That_Has_No_Name()
    {
        using (var mapping = TemporaryMapping.Make(1000))
        {
            mapping.Values(990, 10).Fill(3);
            Assert.AreSequenceEqual([0f, 3], mapping.Values(989, 2).ToArray());
            Assert.AreEqual(1, MappedImages());
            Assert.IsEmpty(Directory.EnumerateFiles(Path.GetTempPath(), "ResNetMLNet-*.images"), "a kill would leave it");
        }
        Assert.AreEqual(0, MappedImages());
    }

    [TestMethod]
    public void Room_That_The_Disk_Has_Not_Should_Be_Refused_At_Once_With_The_Remedies()
    {
        Expect.Error<InvalidOperationException>(
            () => TemporaryMapping.Make(1L << 58), $"{1L << 60} bytes", Path.GetTempPath(), "TMPDIR", "ImageStorage to Memory");
        Assert.IsEmpty(Directory.EnumerateFiles(Path.GetTempPath(), "ResNetMLNet-*.images"));
    }

    /// <summary>The temporary files that this process has in memory.</summary>
    public static int MappedImages() =>
        File.ReadLines("/proc/self/maps").Count(line => line.Contains("/ResNetMLNet-") && line.Contains(".images"));
}
