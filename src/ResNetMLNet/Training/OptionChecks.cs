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

    /// <summary>Notes every value that is out of the range of its property, those of nested options too.</summary>
    /// <param name="options">Options, or a nested one.</param>
    /// <param name="owner">The option that the nested one is; null for options.</param>
    public void RequireRanges(object options, string? owner = null)
    {
        foreach (var property in options.GetType().GetProperties())
        {
            var value = property.GetValue(options);
            var name = owner is null ? property.Name : $"{owner}.{property.Name}";
            Require(OptionRange.Holds(property, value), name, value, OptionRange.Text(property));
            if (value is not null && OptionPath.IsNested(property.PropertyType))
                RequireRanges(value, name);
        }
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
