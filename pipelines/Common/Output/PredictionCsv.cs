using System.Globalization;
using ResNetMLNet.Pipelines.Common.Data;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>What pictures show as CSV: the file, the label, and the likeliest classes with their probabilities.</summary>
/// <param name="classCount">How many classes each row has.</param>
/// <param name="writer">Where to.</param>
internal sealed class PredictionCsv(int classCount, TextWriter writer) : IPredictionWriter
{
    private bool _hasHeader;

    /// <inheritdoc/>
    public void Write(IReadOnlyList<Prediction> predictions)
    {
        var rows = predictions.Select(Row);
        writer.Write(CsvText.Of(_hasHeader ? rows : rows.Prepend(Header())));
        _hasHeader = true;
    }

    /// <inheritdoc/>
    public void End()
    {
        if (!_hasHeader)
            Write([]);
    }

    private string[] Header() =>
        ["file", "label", .. Enumerable.Range(1, classCount).SelectMany(i => new[] { Name("class", i), Name("probability", i) })];

    private static string Name(string column, int place) => column + place.ToString(CultureInfo.InvariantCulture);

    private static string[] Row(Prediction prediction) =>
    [
        prediction.File,
        prediction.Label ?? "",
        .. prediction.Classes.SelectMany(entry => new[] { entry.Class, entry.Probability.ToString(CultureInfo.InvariantCulture) }),
    ];
}
