using System.Diagnostics;
using Microsoft.ML;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>Reading the files and making features, without training.</summary>
internal sealed class ReadingContender(WorkerSettings settings) : IContender
{
    private readonly MLContext _ml = new(TrainingTask.Seed);
    private IDataView? _drawn;

    /// <inheritdoc/>
    public Evidence Check()
    {
        // Garments are drawn at the first reading of a view, and drawing shall not count as reading.
        if (!ImageSource.IsReal)
            _drawn = Load();
        Read(_drawn ?? Load());
        return new Evidence();
    }

    /// <inheritdoc/>
    public (double Seconds, int Rows) Run()
    {
        var clock = Stopwatch.StartNew();
        var rows = Read(_drawn ?? Load());
        return (clock.Elapsed.TotalSeconds, rows);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private IDataView Load() => ImageSource.Views(_ml, settings.Rows).TrainSet;

    private int Read(IDataView view) =>
        ImageSource.Read(ImageSource.Featurize(_ml, view, settings.Size), settings.Rows, (_, _, _) => { });
}
