using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.Common.Verbs;

/// <summary>The pictures with heat maps that <c>predict</c> writes.</summary>
internal sealed class ExplainedPictures
{
    private const string Ending = ".heatmap.png";
    private const string HeatMap = "HeatMap";

    private readonly OutputFolder _folder;
    private readonly List<string> _names;

    private ExplainedPictures(OutputFolder folder, List<string> names) => (_folder, _names) = (folder, names);

    /// <summary>Prepares their folder before anything is scored.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="files">The pictures' files.</param>
    /// <exception cref="UserErrorException">The folder cannot be written, or one of the files is there already.</exception>
    public static ExplainedPictures Prepare(string folder, IReadOnlyList<string> files)
    {
        var output = OutputFolder.Prepare(folder, PredictVerb.ExplainName);
        var names = NamesOf(files);
        return names.Find(name => Path.Exists(Path.Combine(output.Path, name))) is { } there
            ? throw new UserErrorException(
                $"'{Path.Combine(output.Path, there)}' is there already, and is not replaced: remove it, or choose another folder with "
                + $"{PredictVerb.ExplainName}.")
            : new ExplainedPictures(output, names);
    }

    /// <summary>Explains pictures and writes them.</summary>
    /// <param name="ml">ML.NET.</param>
    /// <param name="model">The model.</param>
    /// <param name="readable">What the model takes in, a row for each picture that can be read.</param>
    /// <param name="files">Their places among all pictures, and their files.</param>
    /// <param name="images">The program's images.</param>
    /// <param name="parsed">What was given.</param>
    /// <param name="console">Where progress is told.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UserErrorException">The model cannot be explained, or a file cannot be read any more or be written.</exception>
    public void Write(
        MLContext ml,
        UsedModel model,
        IDataView readable,
        IReadOnlyList<(int Index, string File)> files,
        IModelImages images,
        ParseResult parsed,
        ProgramConsole console,
        CancellationToken cancellationToken) => console.During("Explaining the pictures ...", status =>
    {
        var explained = Explained(ml, model);
        using var owned = explained as IDisposable;
        foreach (var (row, heatMap) in explained.Transform(readable).GetColumn<float[]>(HeatMap).Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(files[row], file => images.Overlay(model, file, heatMap, parsed));
            status($"Explaining the pictures: {row + 1:N0} of {files.Count:N0}");
        }
        return files.Count;
    });

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

    private void Write((int Index, string File) picture, Func<string, MLImage> overlay)
    {
        try
        {
            using var drawn = overlay(picture.File);
            _folder.Write(_names[picture.Index], stream => PngPicture.Write(drawn, stream));
        }
        catch (UnreadablePictureException exception)
        {
            throw new UserErrorException(PictureFault.Sentence(picture.File, exception.Message), exception);
        }
        catch (Exception exception) when (OutputFolder.IsWriteError(exception))
        {
            throw new UserErrorException(
                $"'{Path.Combine(_folder.Path, _names[picture.Index])}' cannot be written: {exception.Message} Choose another folder with "
                + $"{PredictVerb.ExplainName}.",
                exception);
        }
    }

    /// <summary>A name for each file; pictures of one name in several folders are numbered.</summary>
    private static List<string> NamesOf(IReadOnlyList<string> files)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. files.Select(file => Candidates(Path.GetFileNameWithoutExtension(file)).First(taken.Add))];
    }

    private static IEnumerable<string> Candidates(string name) =>
        Enumerable.Range(2, int.MaxValue - 2).Select(number => FormattableString.Invariant($"{name}-{number}{Ending}")).Prepend(name + Ending);
}
