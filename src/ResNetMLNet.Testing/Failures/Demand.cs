using System.Globalization;
using System.Runtime.CompilerServices;

namespace ResNetMLNet.Testing.Failures;

/// <summary>Checks what is demanded: a demand that every model meets, as 95 for 95 percent, would pass unseen.</summary>
internal static class Demand
{
    /// <summary>Checks a share.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 1.</exception>
    public static void Share(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value is >= 0 and <= 1))
            throw Error(value, name, "a share, from 0 to 1");
    }

    /// <summary>Checks a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or no number.</exception>
    public static void Number(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= 0))
            throw Error(value, name, "0 or more");
    }

    private static ArgumentOutOfRangeException Error(double value, string? name, string expected) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}, it has to be {expected}."));
}
