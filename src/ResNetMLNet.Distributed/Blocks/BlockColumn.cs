using System.Globalization;

namespace ResNetMLNet.Distributed.Blocks;

/// <summary>A column of a block, whose memory serves one block after another.</summary>
/// <param name="name">Its name.</param>
internal abstract class BlockColumn(string name)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>How many values there are.</summary>
    public int Count { get; protected set; }

    /// <summary>Forgets the values.</summary>
    public void Clear() => Count = 0;

    /// <summary>A value as text, the same in every country; empty where it is missing.</summary>
    public abstract string Text(int row);
}

/// <inheritdoc/>
/// <typeparam name="T">The type of a value.</typeparam>
internal sealed class BlockColumn<T>(string name, int capacity) : BlockColumn(name)
{
    private readonly T[] _values = new T[capacity];

    /// <summary>The values.</summary>
    public ArraySegment<T> Values => new(_values, 0, Count);

    /// <summary>Adds a value.</summary>
    public void Add(T value) => _values[Count++] = value;

    /// <inheritdoc/>
    public override string Text(int row) => Convert.ToString(_values[row], CultureInfo.InvariantCulture) ?? "";
}
