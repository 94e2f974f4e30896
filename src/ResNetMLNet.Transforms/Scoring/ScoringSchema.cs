using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>An input schema bound to a model: which column is scored, and which columns come out.</summary>
internal sealed class ScoringSchema
{
    private readonly IOutputColumns _outputs;

    public ScoringSchema(
        IExceptionContext context, DataViewSchema input, string featureColumnName, ImageShape image, IOutputColumns outputs)
    {
        _outputs = outputs;
        Input = input;
        Feature = FeatureColumn.Find(context, input, featureColumnName, image);
        Output = outputs.AppendTo(input);
    }

    public DataViewSchema Input { get; }

    /// <summary>The input's columns at their places, then those of the network.</summary>
    public DataViewSchema Output { get; }

    public DataViewSchema.Column Feature { get; }

    /// <summary>The numbers taken from the network for a row.</summary>
    public int OutputLength => _outputs.OutputLength;

    /// <summary>Whether a column of <see cref="Output"/> is one of the network's.</summary>
    public bool IsOutput(DataViewSchema.Column column) => column.Index >= Input.Count;

    /// <summary>A getter for one of the network's columns.</summary>
    public Delegate Getter(DataViewSchema.Column column, RowOutputs scores) => _outputs.Getter(column.Index - Input.Count, scores);

    /// <summary>Marks the requested columns by their index in <see cref="Output"/>.</summary>
    /// <exception cref="ArgumentException">A column is not of this schema.</exception>
    public bool[] Active(IEnumerable<DataViewSchema.Column> columns)
    {
        var active = new bool[Output.Count];
        foreach (var column in columns)
        {
            Check(column);
            active[column.Index] = true;
        }
        return active;
    }

    /// <exception cref="ArgumentException">The column is not of this schema.</exception>
    public void Check(DataViewSchema.Column column)
    {
        if (column.Index >= Output.Count || Output[column.Index].Name != column.Name || !Output[column.Index].Type.Equals(column.Type))
        {
            throw new ArgumentException(
                $"Column '{column.Name}' of type {column.Type} at place {column.Index} is not one of the scored data's: "
                + "take columns from its own schema.",
                nameof(column));
        }
    }

    /// <summary>Whether a column is among the marked ones.</summary>
    /// <exception cref="ArgumentException">The column is not of this schema.</exception>
    public bool IsActive(bool[] active, DataViewSchema.Column column)
    {
        Check(column);
        return active[column.Index];
    }

    /// <exception cref="ArgumentException">The column is not of this schema or not among the marked ones.</exception>
    public void RequireActive(bool[] active, DataViewSchema.Column column)
    {
        if (!IsActive(active, column))
        {
            throw new ArgumentOutOfRangeException(
                nameof(column), $"Column '{column.Name}' was not asked for when this row or cursor was made: name it there.");
        }
    }

    /// <summary>A getter as one of the type asked for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column has values of another type.</exception>
    public static ValueGetter<TValue> As<TValue>(Delegate? getter, DataViewSchema.Column column) =>
        getter as ValueGetter<TValue> ?? throw new ArgumentOutOfRangeException(
            nameof(column), $"Column '{column.Name}' has values of type {column.Type.RawType}, not {typeof(TValue)}: ask for that type.");

    public bool NeedsModel(bool[] active) => active.AsSpan(Input.Count).Contains(true);

    /// <summary>The input columns needed for the marked ones.</summary>
    public IEnumerable<DataViewSchema.Column> Dependencies(bool[] active) =>
        Input.Where(column => active[column.Index] || (column.Index == Feature.Index && NeedsModel(active)));
}
