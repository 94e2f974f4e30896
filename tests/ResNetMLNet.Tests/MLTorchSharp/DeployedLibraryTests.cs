namespace ResNetMLNet.Tests.MLTorchSharp;

[TestClass]
public sealed class DeployedLibraryTests
{
    [TestMethod]
    public void Build_Should_Replace_The_Four_Calls_That_Throw_Weights_Away_And_Nothing_Else()
    {
        byte[] original = File.ReadAllBytes(MLTorchSharpPackage.Library);
        byte[] deployed = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Microsoft.ML.TorchSharp.dll"));
        int[] calls = [.. Initializers.DisposeCalls(MLTorchSharpPackage.Library)];

        var expected = (byte[])original.Clone();
        foreach (int call in calls)
            new byte[] { 0x26, 0, 0, 0, 0 }.CopyTo(expected, call);

        Assert.HasCount(4, calls);
        Assert.IsTrue(expected.AsSpan().SequenceEqual(deployed), "pop and four times nop, where the calls were");
        Assert.AreEqual(12, original.Zip(deployed).Count(bytes => bytes.First != bytes.Second));
    }
}
