using Microsoft.ML;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>Gives the numbers taken from a network for the row where a cursor or row stands.</summary>
internal delegate ReadOnlySpan<float> RowOutputs();

/// <summary>The columns that a network adds to a schema, and how the numbers taken from it become their values.</summary>
internal interface IOutputColumns
{
    /// <summary>The numbers taken from the network for a row.</summary>
    int OutputLength { get; }

    /// <summary>The column of these numbers as they are.</summary>
    string NumbersColumnName { get; }

    /// <summary>A schema with the input's columns followed by these.</summary>
    DataViewSchema AppendTo(DataViewSchema input);

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the type of a column, which is numbered from 0 among these.</summary>
    Delegate Getter(int column, RowOutputs scores);
}
