using System.Globalization;

namespace ResNetMLNet.Training;

/// <summary>Collects everything that is wrong with a set of options, so that one message can name it all.</summary>
internal sealed class OptionChecks
{
    private readonly List<string> _problems = [];

    /// <summary>Notes a value that is not as it has to be.</summary>
    public void Require(bool condition, string name, object? value, string expected)
    {
        if (!condition)
            Refuse(string.Create(CultureInfo.InvariantCulture, $"{name} is {value ?? "null"}, it has to be {expected}."));
    }

    /// <summary>Notes a problem in a sentence of its own.</summary>
    public void Refuse(string problem) => _problems.Add(problem);

    /// <exception cref="ArgumentOutOfRangeException">Something was noted; the message names all of it.</exception>
    public void Throw()
    {
        if (_problems.Count > 0)
            throw new ArgumentOutOfRangeException("options", string.Join(" ", _problems));
    }
}
