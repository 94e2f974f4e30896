using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.Common.Verbs;
using ResNetMLNet.Pipelines.ImageFolder.CommandLine;
using ResNetMLNet.Transforms.Pictures;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>Pictures of folders and lists as many processes may score them together.</summary>
internal sealed class ScoredPictures : IScoredImages
{
    /// <summary>How many pictures of a list are looked for, all of which may be on a slow disk.</summary>
    private const int LookedAt = 100;

    private readonly Option<string?> _folder = Options.Folder(
        DataOption.Name, "A folder with a sub-folder of pictures for each class, whose name is written as the label. Default: none.");

    private readonly Option<string?> _list = Options.PictureList();
    private readonly Argument<string[]> _pictures = Options.Pictures();
    private readonly PictureOptions _options = new();

    /// <inheritdoc/>
    public ModelInput Input => ModelInput.Path;

    /// <inheritdoc/>
    public IEnumerable<Option> ScoringOptions => [_folder, _list, _options.MaxMegapixels];

    /// <inheritdoc/>
    public Argument<string[]> Argument => _pictures;

    /// <inheritdoc/>
    public string? FaultOf(CommandResult result)
    {
        var hasOthers = result.GetResult(_pictures) is { Tokens.Count: > 0 } || result.GetResult(_list) is not null;
        return (result.GetResult(_folder) is not null, hasOthers) switch
        {
            (false, false) => $"No picture is given: give {DataOption.Name}, PICTURE, a folder of pictures or {_list.Name}.",
            (true, true) => $"{DataOption.Name} is given with other pictures, which have no label: score them to another folder.",
            _ => null,
        };
    }

    /// <inheritdoc/>
    public int Score(
        MLContext ml,
        UsedModel model,
        ParseResult parsed,
        ProgramConsole console,
        Func<RowsToScore, int> score,
        CancellationToken cancellationToken)
    {
        var rules = _options.Read(parsed).RulesFor(ModelFile.RulesOf(model.Transformer));
        var folder = parsed.GetValue(_folder);
        var given = new GivenPictures(folder is null ? parsed.GetValue(_pictures)! : [folder], parsed.GetValue(_list), console);
        using var spool = console.During("Looking for the pictures ...", status => PictureSpool.Of(
            given.Batches(cancellationToken).SelectMany(files => files),
            parsed.GetValue(_list) is null ? LengthOf : _ => "",
            count => status($"Looking for the pictures: {count:N0} are found")));
        if (given.AreFound)
            given.TellLeftOut(spool.Count);
        if (parsed.GetValue(_list) is { } list)
            CheckAreThere(list, spool);
        var view = ml.Data.LoadFromEnumerable(
            spool.Files().Select(file => new ImageRow { ImagePath = file, Label = LabelOf(folder, file) }));
        string[] keys = folder is null ? [ColumnNames.ImagePath] : [ColumnNames.ImagePath, ColumnNames.Label];
        var fingerprint = FormattableString.Invariant($"{spool.Sha256}, pictures of at most {rules.MaximumPixels} pixels");
        return score(new RowsToScore(view, spool.Count, fingerprint, Forgiving(ml, model.Transformer, rules), keys));
    }

    /// <summary>The model with pictures that cannot be read as missing ones.</summary>
    private static TransformerChain<ITransformer> Forgiving(MLContext ml, ITransformer model, PictureRules rules) => new(
    [
        .. ChainMembers.Of(model).Select(member => member is LoadPicturesTransformer { Source: var source, OutputColumnName: var name }
            ? new LoadPicturesTransformer(ml, name, source with { Rules = rules, Unreadable = UnreadablePictures.Missing })
            : member),
    ]);

    /// <summary>A list may name very many files on a slow disk, which are not looked at but by who scores them.</summary>
    private static string LengthOf(string file) =>
        new FileInfo(file) is { Exists: true, Length: var length } ? length.ToString(CultureInfo.InvariantCulture) : "";

    /// <summary>Refuses a list of another machine before it is scored to rows without scores.</summary>
    private static void CheckAreThere(string list, PictureSpool spool)
    {
        if (spool.Files().Take(LookedAt).ToList() is { Count: > 0 } first && !first.Exists(File.Exists))
        {
            throw new FileNotFoundException(string.Create(
                CultureInfo.InvariantCulture,
                $"None of the first {first.Count} pictures of the list '{list}' is there, as '{first[0]}': correct the list, or start in the "
                + $"folder that its paths begin in."));
        }
    }

    /// <summary>The sub-folder of a folder of classes in which a file lies; empty for none.</summary>
    private static string LabelOf(string? folder, string file) =>
        folder is not null && Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar) is [var name, _, ..] ? name : "";
}
