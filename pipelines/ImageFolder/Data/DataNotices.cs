using System.Globalization;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Reports.Data;
using ResNetMLNet.Transforms.Data;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>Tells before a training what is cheap to find of its pictures and spoils it; the verb <c>check</c> finds more.</summary>
/// <param name="classNames">The names of the classes.</param>
/// <param name="console">Where it is told.</param>
internal sealed class DataNotices(IReadOnlyList<string> classNames, ProgramConsole console)
{
    private const int MostNames = 5;

    /// <summary>Tells of classes with one picture, and of pictures that are in two classes or in two folders.</summary>
    /// <param name="folders">The options of the folders with their pictures, those for training first.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Tell(IReadOnlyList<(string Option, IReadOnlyList<PictureRow> Rows)> folders, CancellationToken cancellationToken)
    {
        TellLonely(folders[0].Rows);
        var pictures = folders.SelectMany(folder => folder.Rows.Select(row => (folder.Option, Row: row))).ToList();
        var copies = console.During(
            "Looking for copies ...", _ => SameFiles.Of([.. pictures.Select(picture => picture.Row.ImagePath)], cancellationToken))
            .Select(places => places.Select(place => pictures[place]).ToList()).ToList();
        foreach (var (option, _) in folders)
        {
            TellTwice(
                copies.Select(same => same.Where(picture => picture.Option == option).DistinctBy(picture => picture.Row.Label).ToList()),
                option,
                "in two classes or more",
                "each teaches or asks for two things at once, keep it in the class that it belongs to");
        }

        foreach (var (option, _) in folders.Skip(1))
        {
            TellTwice(
                copies.Select(same => same.DistinctBy(picture => picture.Option).ToList())
                    .Where(same => same.Any(picture => picture.Option == option) && same[0].Option != option),
                option,
                "in another folder too",
                "figures by pictures that were learnt from or chosen by flatter, remove them from one of the folders");
        }
    }

    private void TellLonely(IReadOnlyList<PictureRow> rows)
    {
        string[] lonely = [.. rows.CountBy(row => row.Label).Where(count => count.Value == 1)
            .Select(count => classNames[(int)count.Key]).Order(StringComparer.Ordinal)];
        if (lonely.Length == 0)
            return;
        var names = lonely.Take(MostNames).Select(name => $"'{name}'");
        if (lonely.Length > MostNames)
            names = names.Append(string.Create(CultureInfo.InvariantCulture, $"{lonely.Length - MostNames:N0} more"));
        var (subject, verb) = lonely.Length == 1 ? ("The class", "has") : ("The classes", "have");
        console.WriteNotice(
            $"{subject} {DataText.Listed(names)} {verb} one picture for training, from which nothing is learnt that holds for "
            + "others: add pictures, or remove the folder.");
    }

    private void TellTwice(IEnumerable<List<(string Option, PictureRow Row)>> copies, string option, string where, string why)
    {
        var twice = copies.Where(same => same.Count > 1).ToList();
        if (twice.Count == 0)
            return;
        var example = DataText.Quoted(twice[0].Select(picture => picture.Row.ImagePath));
        var subject = twice.Count == 1
            ? $"A picture of {option} is"
            : string.Create(CultureInfo.InvariantCulture, $"{twice.Count:N0} pictures of {option} are");
        console.WriteNotice($"{subject} {where}, as {example}: {why}. 'check' lists all.");
    }
}
