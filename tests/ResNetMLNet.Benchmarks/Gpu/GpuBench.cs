using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Benchmarks.Reporting;
using ResNetMLNet.Training.Recipes;

namespace ResNetMLNet.Benchmarks.Gpu;

/// <summary>What the parts measure with, and where they tell what they find.</summary>
/// <param name="settings">How it is measured.</param>
/// <param name="progress">Hears how it goes.</param>
/// <param name="cancellationToken">Ends it, as when time is over.</param>
internal sealed class GpuBench(GpuSettings settings, TextWriter progress, CancellationToken cancellationToken)
{
    private static readonly MLContext _ml = GpuSettings.OnCpu();

    private readonly Lazy<(IDataView TrainSet, IDataView TestSet)> _views = new(() => ImageSource.Views(_ml, settings.Rows));
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private List<GpuFigure> _figures = [];

    /// <summary>How it is measured.</summary>
    public GpuSettings Settings => settings;

    /// <summary>Ends a part, as when time is over.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The time since the measurement began.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Tells how it goes.</summary>
    public void Tell(string text) =>
        progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{Elapsed.TotalSeconds,5:0.0} s] {text}"));

    /// <summary>Notes a number.</summary>
    /// <param name="name">What it is, with its unit.</param>
    /// <param name="value">The number.</param>
    /// <param name="atLeast">What it has to reach; null for nothing.</param>
    /// <param name="atMost">What it must not exceed; null for nothing.</param>
    public void Note(string name, double value, double? atLeast = null, double? atMost = null) =>
        Note(new GpuFigure(name, Figure.Of(value), value, atLeast, atMost));

    /// <summary>Notes what is no single number.</summary>
    public void Note(string name, string text) => Note(new GpuFigure(name, text));

    /// <summary>Notes a difference, which may be very small.</summary>
    /// <param name="name">What differs.</param>
    /// <param name="value">By how much.</param>
    /// <param name="atMost">The bound; null for none.</param>
    public void NoteDifference(string name, double value, double? atMost = null) =>
        Note(new GpuFigure(name, value.ToString("0.0E0", CultureInfo.InvariantCulture), value, AtMost: atMost));

    /// <summary>Gives away the figures that were noted since the last call.</summary>
    public IReadOnlyList<GpuFigure> TakeFigures() => Interlocked.Exchange(ref _figures, []);

    /// <summary>Features of a size of training images.</summary>
    /// <param name="size">Their height and width.</param>
    /// <param name="rows">The most images.</param>
    /// <param name="recipe">Whose mean and deviation they are normalized by; null for none.</param>
    public IDataView TrainSet(int size, int rows = int.MaxValue, ResNetRecipe? recipe = null) =>
        Features(_views.Value.TrainSet, size, rows, recipe);

    /// <summary>Features of a size of test images, as many as training images at most.</summary>
    /// <param name="size">Their height and width.</param>
    /// <param name="rows">The most images.</param>
    /// <param name="recipe">Whose mean and deviation they are normalized by; null for none.</param>
    public IDataView TestSet(int size, int rows = int.MaxValue, ResNetRecipe? recipe = null) =>
        Features(_views.Value.TestSet, size, rows, recipe);

    private IDataView Features(IDataView view, int size, int rows, ResNetRecipe? recipe) =>
        ImageSource.Featurize(_ml, _ml.Data.TakeRows(view, Math.Min(rows, settings.Rows)), size, recipe);

    private void Note(GpuFigure figure)
    {
        _figures.Add(figure);
        Tell($"  {figure.Name}: {figure.Text}");
    }
}
