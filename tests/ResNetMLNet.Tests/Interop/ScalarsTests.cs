using TorchSharp;

namespace ResNetMLNet.Tests.Interop;

/// <summary>
/// What TorchSharp makes in passing and lets go of can be freed while libtorch reads it; <c>CollectedTrainingTests</c> shows it.
/// </summary>
[TestClass]
public sealed class ScalarsTests
{
    [TestMethod]
    public void No_Call_Of_TorchSharp_Should_Make_A_Number_That_Nobody_Holds()
    {
        // What is converted by name is held; scripts are given tensors and integers, which are no scalars.
        string[] held = ["ScalarExtensionMethods.ToScalar", "ScriptModule.invoke"];

        Assert.AreEqual("", CallsThatMake(typeof(Scalar), held));
    }

    [TestMethod]
    public void No_Call_Of_TorchSharp_Should_Make_A_Generator_That_Nobody_Holds()
    {
        string[] held = ["Generator..ctor", "Generator.get_Default", "random.manual_seed"];

        Assert.AreEqual("", CallsThatMake(typeof(torch.Generator), held));
    }

    private static string CallsThatMake(Type type, string[] held)
    {
        using var calls = new TorchSharpCalls(type);
        return string.Join("; ", calls.Found.Where(call => !held.Any(name => call.EndsWith($": {name}", StringComparison.Ordinal))));
    }
}
