namespace ResNetMLNet.Reports.Data;

/// <summary>Things that belong together because each belongs to one of the others.</summary>
/// <param name="count">How many things there are.</param>
internal sealed class Families(int count)
{
    private readonly int[] _parents = [.. Enumerable.Range(0, count)];

    /// <summary>Says that two things belong together.</summary>
    public void Join(int one, int other)
    {
        var (first, second) = (Head(one), Head(other));
        _parents[Math.Max(first, second)] = Math.Min(first, second);
    }

    /// <summary>The first of those that a thing belongs to.</summary>
    public int Head(int thing)
    {
        while (_parents[thing] != thing)
            thing = _parents[thing] = _parents[_parents[thing]];
        return thing;
    }
}
