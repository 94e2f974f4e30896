using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Data;
using ResNetMLNet.Pipelines.FashionMnist.Output;

namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>The images to train on and to test with.</summary>
/// <param name="Name">Which images they are, as every result made from them says.</param>
/// <param name="Train">The training images.</param>
/// <param name="Test">The test images.</param>
internal sealed record DataSet(string Name, IDataView Train, IDataView Test)
{
    /// <summary>The name of the real data.</summary>
    public const string Real = "fashion-mnist";

    /// <summary>The name of the drawn stand-in.</summary>
    public const string Drawn = "drawn-fashion";

    /// <summary>The name as tables show it: what is not the real data must not be taken for it.</summary>
    public static string Describe(string name) => name == Real ? name : $"{name} (NOT Fashion-MNIST)";

    /// <summary>The number of test images.</summary>
    public long TestRows => Test.GetRowCount() ?? Test.GetColumn<uint>(ColumnNames.Label).LongCount();

    /// <summary>The names of the classes in the order of their keys.</summary>
    public string[] ClassNames => TestScoring.KeyNames(Test.Schema[ColumnNames.Label]);

    /// <summary>
    /// Finds or downloads Fashion-MNIST; where it cannot be had and no folder was named, draws garments instead and
    /// warns.
    /// </summary>
    public static DataSet Load(
        MLContext ml,
        string? folder,
        int? trainRows,
        int? testRows,
        ProgramConsole console,
        CancellationToken cancellationToken)
    {
        var (name, views) = console.During(
            "Loading Fashion-MNIST ...",
            status => LoadViews(ml, folder, new DownloadStatus(status), cancellationToken));
        if (name == Drawn)
        {
            console.WriteWarning(
                "NOT FASHION-MNIST",
                "Fashion-MNIST was not found and could not be downloaded. Garments drawn by the program stand in for "
                + $"it: all results below are for '{Drawn}' and say nothing about Fashion-MNIST.\n\n{views.Problem}");
        }

        return new DataSet(name, First(ml, views.Data.TrainSet, trainRows), First(ml, views.Data.TestSet, testRows));
    }

    private static (string Name, (DataOperationsCatalog.TrainTestData Data, string? Problem) Views) LoadViews(
        MLContext ml,
        string? folder,
        IProgress<FashionMnistDownloadProgress> progress,
        CancellationToken cancellationToken)
    {
        try
        {
            return (Real, (ml.Data.LoadFashionMnist(folder, progress, cancellationToken), null));
        }
        catch (FashionMnistNotFoundException exception)
        {
            return (Drawn, (ml.Data.LoadDrawnFashion(), exception.Message));
        }
    }

    private static IDataView First(MLContext ml, IDataView view, int? rows) =>
        rows is { } count ? ml.Data.TakeRows(view, count) : view;

    /// <summary>Shows a download; reported at once, on the thread that downloads.</summary>
    private sealed class DownloadStatus(Action<string> status) : IProgress<FashionMnistDownloadProgress>
    {
        public void Report(FashionMnistDownloadProgress value) => status(
            $"Downloading {value.FileName} ({value.FileNumber} of {value.FileCount}) from {value.Address.Host}: "
            + $"{value.BytesReceived / 1024:N0} kB");
    }
}
