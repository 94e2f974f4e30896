using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Transforms.Data;

/// <summary>Refuses folders that are no folders of classes.</summary>
internal static class FolderErrors
{
    /// <summary>Refuses a folder without a class, or with classes that are likely one.</summary>
    public static void ThrowIfNoClasses(
        string path, IReadOnlyList<string> found, IReadOnlyList<PictureOmission> omissions, CancellationToken cancellationToken)
    {
        if (found.Count == 0)
        {
            throw new InvalidDataException(DeeperClasses(omissions, cancellationToken) is { } deeper
                ? $"The folder '{path}' has pictures deeper than in its sub-folders: give '{deeper}', whose sub-folders are the classes."
                : $"The folder '{path}' has no pictures in sub-folders: it must have a sub-folder for each class with its pictures, "
                    + $"{PictureSignatures.Formats}.{OmissionText.AsSentences(omissions)}");
        }

        var alike = found.GroupBy(name => name, new FolderNameComparer(FolderNameComparer.Normalizes))
            .Where(group => group.Count() > 1).ToList();
        if (alike.Count > 0)
            throw new InvalidDataException(Alike(path, alike, FolderNameComparer.Normalizes));
    }

    /// <summary>Says of which names one would take another's place on another system.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="names">The names, by which are alike.</param>
    /// <param name="normalizes">Whether it is sure that they are.</param>
    public static string Alike(string path, IEnumerable<IEnumerable<string>> names, bool normalizes) =>
        $"Sub-folders of '{path}' have names that {(normalizes ? "" : "may ")}differ in case, or in how accents are written (NFC or NFD), "
        + $"only: {string.Join(", ", names.Select(alike => string.Join(" and ", alike.Select(name => $"'{name}'"))))}. Put the pictures "
        + "of a class into one folder, or rename what is another class.";

    /// <summary>Refuses a folder with nothing to tell apart.</summary>
    public static void ThrowIfOneClass(string path, IReadOnlyList<string> found, IReadOnlyList<PictureOmission> omissions)
    {
        if (found.Count == 1)
        {
            throw new InvalidDataException(
                $"The folder '{path}' has pictures in one sub-folder only, '{found[0]}': there must be two classes at least, with a "
                + $"sub-folder each.{OmissionText.AsSentences(omissions)}");
        }
    }

    /// <summary>Refuses classes that are not among those that are known.</summary>
    public static void ThrowIfUnknown(string path, IReadOnlyList<string> found, IReadOnlyList<string> known)
    {
        var unknown = found.Except(known).ToList();
        if (unknown.Count > 0)
        {
            throw new InvalidDataException(
                $"The folder '{path}' has classes that are not known: {List(unknown)}. Known are {List(known)}: rename or remove the "
                + "others.");
        }
    }

    /// <summary>A folder that was left out as no class, though those within it have pictures; null if there is none.</summary>
    private static string? DeeperClasses(IReadOnlyList<PictureOmission> omissions, CancellationToken cancellationToken) => omissions
        .Where(omission => omission.Reason == PictureOmissionReason.EmptyFolder)
        .Select(omission => omission.Path)
        .FirstOrDefault(folder => FolderScan.Of(folder, cancellationToken).Pictures.Count > 0);

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
