using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Data;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine;
using ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;

namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>The images of garments: Fashion-MNIST, or what stands in for it.</summary>
internal static class Garments
{
    /// <summary>The name of the real data.</summary>
    public const string Real = "fashion-mnist";

    /// <summary>The name of the drawn stand-in.</summary>
    public const string Drawn = "drawn-fashion";

    /// <summary>
    /// Finds or downloads Fashion-MNIST; where it cannot be had and no folder was named, draws garments instead and
    /// warns.
    /// </summary>
    public static DataSet Load(
        MLContext ml, DataSettings settings, ProgramConsole console, CancellationToken cancellationToken)
    {
        var (name, views, problem) = console.During(
            "Loading Fashion-MNIST ...",
            status => LoadViews(ml, settings.Folder, new DownloadStatus(status), cancellationToken));
        if (name == Drawn)
        {
            console.WriteWarning(
                "NOT FASHION-MNIST",
                "Fashion-MNIST was not found and could not be downloaded. Garments drawn by the program stand in for "
                + $"it: all results below are for '{Drawn}' and say nothing about Fashion-MNIST.\n\n{problem}");
        }

        return new DataSet(
            name,
            Title(name),
            First(ml, views.TrainSet, settings.TrainRows),
            Validation: null,
            First(ml, views.TestSet, settings.TestRows));
    }

    /// <summary>What is not the real data must not be taken for it.</summary>
    private static string Title(string name) => name == Real ? name : $"{name} (NOT Fashion-MNIST)";

    private static (string Name, (IDataView TrainSet, IDataView TestSet) Views, string? Problem) LoadViews(
        MLContext ml,
        string? folder,
        IProgress<FashionMnistDownloadProgress> progress,
        CancellationToken cancellationToken)
    {
        try
        {
            var real = ml.Data.LoadFashionMnist(folder, progress, cancellationToken);
            return (Real, (real.TrainSet, real.TestSet), null);
        }
        catch (FashionMnistNotFoundException exception)
        {
            return (Drawn, DrawnFashion.Load(), exception.Message);
        }
    }

    private static ImagePart First(MLContext ml, IDataView all, int? rows)
    {
        var view = rows is { } count ? ml.Data.TakeRows(all, count) : all;
        return new ImagePart(view, view.GetRowCount() ?? view.GetColumn<uint>(ColumnNames.Label).LongCount());
    }

    /// <summary>Shows a download; reported at once, on the thread that downloads.</summary>
    private sealed class DownloadStatus(Action<string> status) : IProgress<FashionMnistDownloadProgress>
    {
        public void Report(FashionMnistDownloadProgress value) => status(
            $"Downloading {value.FileName} ({value.FileNumber} of {value.FileCount}) from {value.Address.Host}: "
            + $"{value.BytesReceived / 1024:N0} kB");
    }
}
