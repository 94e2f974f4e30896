using System.Globalization;
using ResNetMLNet.Diagnostics;
using Spectre.Console;

namespace ResNetMLNet.Pipelines.Common.Diagnosis;

/// <summary>The tables of the verb <c>doctor</c>.</summary>
internal static class DoctorTables
{
    /// <summary>A row a fact.</summary>
    public static Table Facts(MachineReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn("Found").AddColumn("Problem");
        foreach (var fact in report.Facts)
            table.AddRow(Markup.Escape(fact.Name), Markup.Escape(fact.Value), Markup.Escape(fact.Problem ?? ""));
        return table;
    }

    /// <summary>A row a kernel.</summary>
    public static Table Kernels(IEnumerable<KernelVerdict> kernels)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("Convolution")
            .AddColumn("Used here")
            .AddColumn("State")
            .AddColumn(new TableColumn("Error").RightAligned());
        foreach (var kernel in kernels)
        {
            var error = kernel.Error?.ToString("P1", CultureInfo.InvariantCulture) ?? kernel.Message ?? "";
            table.AddRow(Markup.Escape(kernel.Kernel), kernel.IsUsed ? "yes" : "no", $"{kernel.State}", Markup.Escape(error));
        }
        return table;
    }
}
