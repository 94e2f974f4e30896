namespace ResNetMLNet.Benchmarks.CommandLine;

/// <summary>A measurement that cannot be made or must not count; the message names the thing, the value and the remedy.</summary>
internal sealed class BenchmarkException : Exception
{
    /// <summary>Creates the error with the text that the user reads.</summary>
    public BenchmarkException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with the text that the user reads and the exception behind it.</summary>
    public BenchmarkException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
