namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>An error that the user can mend; its message names the thing, the value and the remedy.</summary>
internal sealed class UserErrorException : Exception
{
    /// <summary>Creates the error with the text that the user reads.</summary>
    public UserErrorException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with the text that the user reads and the exception behind it.</summary>
    public UserErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
