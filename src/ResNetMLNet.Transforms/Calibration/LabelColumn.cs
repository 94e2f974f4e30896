using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Transforms.Calibration;

/// <summary>The true class of scored rows, as a place among their scores.</summary>
internal sealed class LabelColumn
{
    /// <summary>The place of a label that is missing.</summary>
    public const int Missing = -1;

    private const string Role = "label";

    private const string Expected = "a key or a text, the name of a class";

    private readonly IExceptionContext _context;
    private readonly DataViewSchema.Column _label;
    private readonly DataViewSchema.Column _score;
    private readonly Dictionary<string, int> _places;

    private LabelColumn(IExceptionContext context, DataViewSchema.Column label, DataViewSchema.Column score)
    {
        _context = context;
        _label = label;
        _score = score;
        _places = LabelValues.OfScores(score)?.Texts()
            .Select((name, place) => (name, place))
            .DistinctBy(pair => pair.name)
            .ToDictionary() ?? [];
    }

    /// <summary>Checks the promise of the column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of another type.</exception>
    public static void Check(IExceptionContext context, SchemaShape schema, string name)
    {
        if (!schema.TryFindColumn(name, out var column))
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name);
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || !(column.IsKey || column.ItemType is TextDataViewType))
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name, Expected, column.GetTypeString());
    }

    /// <summary>Finds the column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The column is missing or of another type, or nothing tells which of its classes is which of the scores.
    /// </exception>
    public static LabelColumn Find(IExceptionContext context, DataViewSchema schema, string name, DataViewSchema.Column score)
    {
        if (schema.GetColumnOrNull(name) is not { } label)
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name);
        var column = new LabelColumn(context, label, score);
        var expected = label.Type switch
        {
            TextDataViewType => column._places.Count > 0 ? null : $"a key: column '{score.Name}' does not name its classes",
            KeyDataViewType key when column.IsByName || key.Count == (ulong)score.ClassCount() => null,
            KeyDataViewType => $"a key of as many values as column '{score.Name}' has scores, {score.ClassCount()}",
            _ => Expected,
        };
        return expected is null
            ? column
            : throw context.ExceptSchemaMismatch(nameof(schema), Role, name, expected, label.Type.ToString()!);
    }

    /// <summary>The column itself.</summary>
    public DataViewSchema.Column Column => _label;

    /// <summary>Gives the place of each row's class among its scores, or <see cref="Missing"/>.</summary>
    /// <param name="row">The rows, one after another.</param>
    /// <exception cref="InvalidOperationException">Thrown by the function: a row has a class that has no score.</exception>
    public Func<int> Getter(DataViewRow row) => _label.Type is TextDataViewType ? OfText(row) : OfKey(row);

    // Keys of other data may stand in another order: the names tell, where both sides have them.
    private bool IsByName => _places.Count > 0 && LabelValues.Of(_label) is not null;

    private Func<int> OfText(DataViewRow row)
    {
        var getName = row.GetGetter<ReadOnlyMemory<char>>(_label);
        var name = default(ReadOnlyMemory<char>);
        return () =>
        {
            getName(ref name);
            return name.IsEmpty ? Missing : PlaceOf(name.ToString(), row);
        };
    }

    private Func<int> OfKey(DataViewRow row)
    {
        var getKey = RowCursorUtils.GetLabelGetter(row, _label.Index);
        var names = IsByName ? LabelValues.Of(_label)!.Texts().ToArray() : null;
        var key = 0f;
        return () =>
        {
            getKey(ref key);
            return float.IsNaN(key) ? Missing : names is null ? (int)key : PlaceOf(names[(int)key], row);
        };
    }

    private int PlaceOf(string name, DataViewRow row) => _places.TryGetValue(name, out var place)
        ? place
        : throw _context.Except(
            $"The row of id {row.Id()} has the label '{name}' in column '{_label.Name}', and column '{_score.Name}' has no score of "
            + $"such a class, only of {Known}: give rows of the classes that the model was trained on.");

    private string Known
    {
        get
        {
            const int most = 10;
            var names = string.Join(", ", _places.Keys.Take(most).Select(name => $"'{name}'"));
            return _places.Count > most ? $"{names} and {_places.Count - most} others" : names;
        }
    }
}
