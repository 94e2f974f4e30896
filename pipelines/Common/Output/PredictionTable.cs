using System.Globalization;
using ResNetMLNet.Pipelines.Common.Data;
using Spectre.Console;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>The table of the verb <c>predict</c>.</summary>
internal static class PredictionTable
{
    private const string NotSure = "(not sure)";

    /// <summary>
    /// A row per picture and class, and one before them where the model is not sure; the file is named in its first row only.
    /// </summary>
    public static Table Of(IReadOnlyList<Prediction> predictions)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("Picture")
            .AddColumn("Class")
            .AddColumn(new TableColumn("Probability").RightAligned());
        foreach (var prediction in predictions)
        {
            if (prediction.Label is null)
                table.AddRow(Markup.Escape(PlainWriter.Line(prediction.File)), NotSure, "");
            for (var i = 0; i < prediction.Classes.Count; i++)
            {
                table.AddRow(
                    i == 0 && prediction.Label is not null ? Markup.Escape(PlainWriter.Line(prediction.File)) : "",
                    Markup.Escape(PlainWriter.Line(prediction.Classes[i].Class)),
                    prediction.Classes[i].Probability.ToString("P1", CultureInfo.InvariantCulture));
            }
        }

        return table;
    }
}
