using System.Runtime.InteropServices;

namespace ResNetMLNet.Transforms.Interop;

/// <summary>Tells from the exceptions of .NET and of native libraries that there was too little memory.</summary>
internal static class MemoryShortage
{
    private const string Begin = "Out of memory: ";

    // What libtorch, CUDA and the C++ library say; oneDNN, which libtorch computes by, says only what it could not make.
    private static readonly string[] _words =
        ["can't allocate memory", "out of memory", "bad_alloc", "could not create a memory"];

    /// <summary>Whether an exception or one behind it comes from too little memory.</summary>
    public static bool IsBehind(Exception? exception) => exception switch
    {
        null => false,
        OutOfMemoryException => true,
        ExternalException when _words.Any(word => exception.Message.Contains(word, StringComparison.OrdinalIgnoreCase)) => true,
        AggregateException { InnerExceptions: var inner } => inner.Any(IsBehind),
        _ => IsBehind(exception.InnerException),
    };

    /// <summary>Runs an action whose want of memory the user can do something about.</summary>
    /// <param name="action">The action.</param>
    /// <param name="remedy">What takes the memory, and what to do.</param>
    /// <exception cref="InsufficientMemoryException">There is too little memory.</exception>
    public static void Explain(Action action, Func<string> remedy)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (IsBehind(exception))
        {
            throw Explained(exception, remedy());
        }
    }

    /// <summary>The exception for the user: what was explained where it happened, which is known better there, stays.</summary>
    public static InsufficientMemoryException Explained(Exception exception, string remedy) =>
        new(Explanation(exception) ?? Begin + remedy, exception);

    /// <summary>What was explained where memory ran short; null if nothing was.</summary>
    public static string? Explanation(Exception? exception) => exception switch
    {
        null => null,
        InsufficientMemoryException when exception.Message.StartsWith(Begin, StringComparison.Ordinal) => exception.Message,
        AggregateException { InnerExceptions: var inner } => inner.Select(Explanation).FirstOrDefault(text => text is not null),
        _ => Explanation(exception.InnerException),
    };
}
