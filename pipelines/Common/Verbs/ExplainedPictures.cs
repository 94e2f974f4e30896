using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.Common.Verbs;

/// <summary>The pictures with heat maps that <c>predict</c> writes.</summary>
internal sealed class ExplainedPictures : IDisposable
{
    private const string Ending = ".heatmap.png";
    private const string HeatMap = "HeatMap";

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly OutputFolder _folder;
    private readonly ITransformer _explained;
    private readonly Func<string, float[], MLImage> _overlay;
    private readonly SteppedProgress _progress;
    private readonly ProgramConsole _console;
    private bool _isUniformTold;

    private ExplainedPictures(
        OutputFolder folder, ITransformer explained, Func<string, float[], MLImage> overlay, ProgramConsole console) =>
        (_folder, _explained, _overlay, _progress, _console) = (folder, explained, overlay, new SteppedProgress(console), console);

    /// <summary>Prepares their folder before anything is scored.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="ml">ML.NET.</param>
    /// <param name="model">The model.</param>
    /// <param name="overlay">Draws the values of a heat map over a picture file.</param>
    /// <param name="console">Where progress is told.</param>
    /// <exception cref="UserErrorException">The folder cannot be written, or the model cannot be explained.</exception>
    public static ExplainedPictures Prepare(
        string folder, MLContext ml, UsedModel model, Func<string, float[], MLImage> overlay, ProgramConsole console)
    {
        var output = OutputFolder.Prepare(folder, PredictVerb.ExplainName);
        return new ExplainedPictures(output, Explained(ml, model), overlay, console);
    }

    /// <summary>Explains pictures and writes them.</summary>
    /// <param name="read">The pictures as the model takes them in.</param>
    /// <param name="files">Their files, and those that cannot be read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UserErrorException">A file cannot be read any more or be written, or is there already.</exception>
    public void Write(ReadPictures read, string[] files, CancellationToken cancellationToken)
    {
        var readable = files.Zip(files.Select(NameOf).ToList(), (file, name) => (File: file, Name: name))
            .Where((_, i) => read.Faults[i] is null).ToList();
        RequireNone(readable.Select(picture => picture.Name));
        _progress.During("Explaining the pictures ...", () =>
        {
            foreach (var (row, heatMap) in _explained.Transform(read.Readable).GetColumn<float[]>(HeatMap).Index())
            {
                cancellationToken.ThrowIfCancellationRequested();
                TellUniform(heatMap);
                Write(readable[row].Name, readable[row].File, heatMap);
            }
            return readable.Count;
        });
    }

    /// <inheritdoc/>
    public void Dispose() => (_explained as IDisposable)?.Dispose();

    private static ITransformer Explained(MLContext ml, UsedModel model)
    {
        try
        {
            return ml.Model.Explain(model.Transformer, heatMapColumnName: HeatMap);
        }
        catch (ArgumentException exception)
        {
            throw new UserErrorException($"The model cannot be explained: {exception.Message}", exception);
        }
    }

    /// <summary>A map of one pixel tells nothing, which looks as if all of the picture had decided.</summary>
    private void TellUniform(float[] heatMap)
    {
        if (_isUniformTold || heatMap[0] == 0 || heatMap.AsSpan().IndexOfAnyExcept(heatMap[0]) >= 0)
            return;
        _isUniformTold = true;
        _console.WriteWarning(
            "NO PLACES",
            "Maps are the same everywhere: the network's last maps have one pixel at this size of images. Train with a larger "
            + "--image-size or another --stem to see places.");
    }

    private void RequireNone(IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => Path.Exists(Path.Combine(_folder.Path, name))) is { } there)
        {
            throw new UserErrorException(
                $"'{Path.Combine(_folder.Path, there)}' is there already, and is not replaced: remove it, or choose another folder with "
                + $"{PredictVerb.ExplainName}.");
        }
    }

    private void Write(string name, string file, float[] heatMap)
    {
        try
        {
            using var drawn = _overlay(file, heatMap);
            _folder.Write(name, stream => PngPicture.Write(drawn, stream));
        }
        catch (UnreadablePictureException exception)
        {
            throw new UserErrorException(PictureFault.Sentence(file, exception.Message), exception);
        }
        catch (Exception exception) when (OutputFolder.IsWriteError(exception))
        {
            throw new UserErrorException(
                $"'{Path.Combine(_folder.Path, name)}' cannot be written: {exception.Message} Choose another folder with "
                + $"{PredictVerb.ExplainName}.",
                exception);
        }
    }

    /// <summary>A name of its own for a file; pictures of one name in several folders are numbered.</summary>
    private string NameOf(string file) => Candidates(Path.GetFileNameWithoutExtension(file)).First(_taken.Add);

    private static IEnumerable<string> Candidates(string name) => Enumerable.Range(2, int.MaxValue - 2)
        .Select(number => FormattableString.Invariant($"{name}-{number}{Ending}"))
        .Prepend(name + Ending);
}
