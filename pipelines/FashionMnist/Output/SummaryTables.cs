using System.Globalization;
using ResNetMLNet.Modeling;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ResNetMLNet.Pipelines.FashionMnist.Output;

/// <summary>The tables of the verb <c>summary</c>.</summary>
internal static class SummaryTables
{
    /// <summary>One row per layer.</summary>
    public static IRenderable Layers(ModelSummary summary)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("Layer")
            .AddColumn("Output shape")
            .AddColumn(new TableColumn("Parameters").RightAligned());
        foreach (var layer in summary.Layers)
            table.AddRow($"{layer.Kind}-{layer.Number}", Shape(layer.OutputShape), Count(layer.Parameters));
        return table;
    }

    /// <summary>The parameters of the whole network.</summary>
    public static IRenderable Totals(ModelSummary summary) => new Table().Border(TableBorder.Rounded).HideHeaders()
        .AddColumn("")
        .AddColumn(new TableColumn("").RightAligned())
        .AddRow("Total parameters", Count(summary.Parameters))
        .AddRow("Trainable parameters", Count(summary.TrainableParameters))
        .AddRow("Non-trainable parameters", Count(summary.NonTrainableParameters));

    /// <summary>The output shape of each module of the outer chain.</summary>
    public static IRenderable Stages(ModelSummary summary)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Module").AddColumn("Shape after it");
        foreach (var stage in summary.Stages)
            table.AddRow(stage.Name, Shape(stage.OutputShape));
        return table;
    }

    private static string Shape(IEnumerable<long> shape) => $"({string.Join(", ", shape)})";

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
