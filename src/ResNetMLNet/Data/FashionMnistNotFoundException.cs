namespace ResNetMLNet.Data;

/// <summary>
/// Fashion-MNIST is neither on this machine nor can it be downloaded. The message names each place that was tried,
/// what went wrong there, and the remedies.
/// </summary>
public sealed class FashionMnistNotFoundException : IOException
{
    /// <summary>Makes the exception with its message only.</summary>
    /// <param name="message">What went wrong and what to do.</param>
    public FashionMnistNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with the cause.</summary>
    /// <param name="message">What went wrong and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public FashionMnistNotFoundException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    // One line per place: the list is what the user has to act upon.
    internal static FashionMnistNotFoundException After(IEnumerable<string> tried, Exception? cause) => new(
        $"Fashion-MNIST was not found.{string.Concat(tried.Select(place => $"{Environment.NewLine}- {place}"))}" +
        $"{Environment.NewLine}To fix it: put {FashionMnistFolder.Names(FashionMnist.Files)} (each as it is or with " +
        $".gz) into a folder and name it, as an argument or in the variable {FashionMnist.FolderVariable}; or " +
        "connect to the network and try again.",
        cause);
}
