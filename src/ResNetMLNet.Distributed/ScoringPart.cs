using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ResNetMLNet.Distributed;

/// <summary>
/// Which of the processes that share a scoring this one is: block b belongs to number b modulo <see cref="Count"/>, plus 1.
/// </summary>
/// <remarks>It reads and writes itself as <c>3/16</c>. Processes may be started again in other numbers: what is scored stays.</remarks>
public sealed partial record ScoringPart
{
    /// <summary>Makes a part.</summary>
    /// <param name="number">The process, from 1.</param>
    /// <param name="count">How many there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not from 1 to the count.</exception>
    public ScoringPart(int number, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, count);
        (Number, Count) = (number, count);
    }

    /// <summary>The part of a process that scores alone: all of it.</summary>
    public static ScoringPart All { get; } = new(1, 1);

    /// <summary>The process, from 1.</summary>
    public int Number { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Reads a part.</summary>
    /// <param name="text">The number and the count, as <c>3/16</c>.</param>
    /// <exception cref="FormatException">It is no part.</exception>
    public static ScoringPart Parse(string text) => TryParse(text, out var part)
        ? part
        : throw new FormatException($"'{text}' is no part: give its number, from 1, and the count of all parts, as 3/16.");

    /// <summary>Reads a part.</summary>
    /// <param name="text">The number and the count, as <c>3/16</c>; null is none.</param>
    /// <param name="part">The part; null if it is none.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ScoringPart? part)
    {
        part = text?.Split('/') is [var first, var second]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && number >= 1
            && number <= count
                ? new ScoringPart(number, count)
                : null;
        return part is not null;
    }

    /// <summary>The part as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");

    /// <summary>Whether a block belongs to this process.</summary>
    internal bool Owns(long block) => block % Count == Number - 1;
}
