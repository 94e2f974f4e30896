namespace ResNetMLNet.Tests.Utilities;

/// <summary>An error message has to name the thing, the value and the remedy.</summary>
internal static class Expect
{
    public static TException Error<TException>(Func<object?> function, params string[] parts)
        where TException : Exception =>
        Error<TException>(() => { function(); }, parts);

    public static TException Error<TException>(Action action, params string[] parts)
        where TException : Exception
    {
        var error = Assert.ThrowsExactly<TException>(action);
        foreach (var part in parts)
            Assert.Contains(part, error.Message);
        return error;
    }
}
