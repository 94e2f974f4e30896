using System.Runtime.InteropServices;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Transforms.Tests.Interop;

[TestClass]
public sealed class MemoryShortageTests
{
    public static IEnumerable<object?[]> Shortages =>
    [
        [new InsufficientMemoryException()],
        [new NativeException("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes.")],
        [new NativeException("CUDA Out Of Memory.")],
        [new NativeException("std::bad_alloc")],
        [new NativeException("could not create a memory object")],
        [new InvalidOperationException("behind", new InsufficientMemoryException())],
        [new AggregateException(new InvalidOperationException(), new InvalidOperationException("behind", new InsufficientMemoryException()))],
    ];

    public static IEnumerable<object?[]> Others =>
    [
        [null],
        [new NativeException("a wrong shape")],
        [new InvalidOperationException("out of memory, says somebody")],
        [new AggregateException(new InvalidOperationException(), new IOException())],
    ];

    [TestMethod]
    [DynamicData(nameof(Shortages))]
    public void A_Shortage_Should_Be_Told_By_Type_By_Words_Of_Native_Libraries_And_From_Behind(Exception exception)
    {
        Assert.IsTrue(MemoryShortage.IsBehind(exception));
        var error = Expect.Error<InsufficientMemoryException>(
            () => MemoryShortage.Explain(() => throw exception, () => "Take less."), "Out of memory: Take less.");
        Assert.AreSame(exception, error.InnerException);
    }

    /// <summary>What fails behind knows better what takes the memory, as which picture.</summary>
    [TestMethod]
    public void What_Was_Explained_Behind_Should_Stay()
    {
        var first = MemoryShortage.Explained(new InsufficientMemoryException(), "Make it smaller.");
        foreach (var exception in new Exception[] { first, new AggregateException(new IOException(), new InvalidOperationException("threads", first)) })
            Assert.AreEqual("Out of memory: Make it smaller.", MemoryShortage.Explained(exception, "Take less.").Message);
    }

    [TestMethod]
    [DynamicData(nameof(Others))]
    public void Other_Exceptions_Should_Stay_What_They_Are(Exception? exception)
    {
        Assert.IsFalse(MemoryShortage.IsBehind(exception));
        if (exception is null)
            return;
        var thrown = Assert.Throws<Exception>(() => MemoryShortage.Explain(() => throw exception, () => "Take less."));
        Assert.AreSame(exception, thrown);
    }

    private sealed class NativeException(string message) : ExternalException(message);
}
