namespace ResNetMLNet.Tests.Interop;

[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class LibTorchSharpPatchTests
{
    private const string Beside = "libLibTorchSharp.so";
    private const string Fallback = "resnetmlnet/linux-x64/libLibTorchSharp.so";

    [TestMethod]
    [DataRow(Beside)]
    [DataRow(Fallback)]
    public void Build_Should_Ask_Weakly_For_The_New_Cpp_Runtime_And_For_Nothing_Else(string file)
    {
        var original = ElfVersionRequest.ReadAll(TorchSharpPackage.ReadLibrary());
        var deployed = ElfVersionRequest.ReadAll(Deployed(file));

        Assert.AreEqual(0, original.Max(r => r.Flags));
        CollectionAssert.AreEqual(
            original.Select(r => r.Version == "GLIBCXX_3.4.32" ? r with { Flags = 2 } : r).ToArray(),
            deployed.ToArray());
    }

    [TestMethod]
    [DataRow(Beside)]
    [DataRow(Fallback)]
    public void Build_Should_Change_One_Byte(string file)
    {
        byte[] original = TorchSharpPackage.ReadLibrary();
        byte[] deployed = Deployed(file);

        int flags = ElfVersionRequest.ReadAll(original).Single(r => r.Version == "GLIBCXX_3.4.32").FlagsOffset;
        int[] changed = [.. Enumerable.Range(0, original.Length).Where(i => original[i] != deployed[i])];

        Assert.HasCount(original.Length, deployed);
        CollectionAssert.AreEqual(new[] { flags }, changed);
    }

    private static byte[] Deployed(string file) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, file));
}
