using System.Reflection;
using System.Runtime.InteropServices;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Transforms.Interop;
using TorchSharp;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class ErrorTextTests
{
    [TestMethod]
    public void The_Exceptions_That_ML_NET_Wraps_Around_The_Cause_Should_Be_Taken_Off() => Assert.AreEqual(
        "The weights are cut short.",
        ErrorText.Describe(new InvalidOperationException(
            "Failed to load",
            new TargetInvocationException(new InvalidDataException("The weights are cut short.")))));

    [TestMethod]
    public void What_Our_Own_Error_Says_Should_Not_Be_Replaced_By_Its_Cause() => Assert.AreEqual(
        "The model file cannot be loaded.",
        ErrorText.Describe(new UserErrorException("The model file cannot be loaded.", new IOException("inner"))));

    [TestMethod]
    public void The_Name_Of_A_Parameter_Should_Not_Be_Shown_And_Options_Have_The_Programs_Names() => Assert.AreEqual(
        "--epochs is 0.", ErrorText.Describe(new ArgumentException("Epoch is 0.", "options")));

    [TestMethod]
    public void The_Native_Trace_Of_Libtorch_Should_Not_Be_Shown() => Assert.AreEqual(
        "not enough memory", ErrorText.Describe(new NativeException("not enough memory\nException raised from ...")));

    [TestMethod]
    public void Too_Little_Memory_Should_Be_Told_With_The_Options_That_Lower_The_Need()
    {
        const string text = "Out of memory: lower --batch-size or --image-size of 'train', or give the program more memory.";

        Assert.AreEqual(text, ErrorText.Describe(new InsufficientMemoryException()));
        Assert.AreEqual(text, ErrorText.Describe(new InvalidOperationException(
            "Splitter/consolidator worker encountered exception while consuming source data", new InsufficientMemoryException())));
        Assert.AreEqual(text, ErrorText.Describe(new NativeException("CUDA out of memory. Tried to allocate 2 GiB")));
    }

    [TestMethod]
    public void What_Takes_Too_Much_Memory_Should_Be_Named_Where_It_Is_Known() => Assert.AreEqual(
        "Out of memory: The picture 'large.jpg' is decoded. Make it smaller.",
        ErrorText.Describe(new InvalidOperationException("Worker", MemoryShortage.Explained(
            new InsufficientMemoryException(), "The picture 'large.jpg' is decoded. Make it smaller."))));

    [TestMethod]
    public void The_Error_Of_Torch_For_More_Memory_Than_There_Is_Should_Be_Known() => Assert.StartsWith(
        "Out of memory: ",
        ErrorText.Describe(Assert.Throws<ExternalException>(() => torch.empty(1L << 55, dtype: torch.ScalarType.Byte).Dispose())));

    [TestMethod]
    public void A_Bug_Should_Be_Shown_With_Its_Trace()
    {
        var text = ErrorText.Describe(new KeyNotFoundException("bug"));

        Assert.StartsWith("An unexpected error, please report it", text);
        Assert.Contains(nameof(KeyNotFoundException), text);
    }

    private sealed class NativeException(string message) : ExternalException(message);
}
