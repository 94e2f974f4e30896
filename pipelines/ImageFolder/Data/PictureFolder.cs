using ResNetMLNet.Pipelines.Common.CommandLine;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>The pictures of a folder that has a sub-folder for each class.</summary>
/// <param name="Path">The folder, as it was given.</param>
/// <param name="ClassNames">The names of the sub-folders that hold pictures, in ordinal order.</param>
/// <param name="Rows">The pictures, by class and name in ordinal order.</param>
/// <param name="Notes">What lies in the folder and is left out, a sentence each.</param>
internal sealed record PictureFolder(
    string Path, IReadOnlyList<string> ClassNames, IReadOnlyList<ImageRow> Rows, IReadOnlyList<string> Notes)
{
    /// <summary>The name of the folder itself.</summary>
    public string Name => System.IO.Path.GetFileName(
        System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path)));

    /// <summary>Looks for pictures; none of them is opened.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="option">The option that it was given by.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="UserErrorException">
    /// The folder is missing, holds no pictures in sub-folders, or names of sub-folders differ in case only.
    /// </exception>
    public static PictureFolder Scan(string path, string option, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
            throw new UserErrorException($"The folder '{path}' {WhyMissing(path)} Check {option}.");

        var folders = Directory.EnumerateDirectories(path, "*", FolderFiles.Visible).Order(StringComparer.Ordinal)
            .Select(folder => ClassFolder.Scan(folder, cancellationToken)).ToList();
        var loose = FolderFiles.Pictures(path).Count();
        var classes = folders.Where(folder => folder.Files.Count > 0).ToList();
        if (classes.Count == 0)
            throw new UserErrorException(DescribeEmpty(path, option, folders, loose));
        RefuseNamesThatDifferInCase(path, classes);
        return new PictureFolder(
            path,
            [.. classes.Select(folder => folder.Name)],
            [.. classes.SelectMany(folder => folder.ToRows())],
            [.. Omissions(path, folders, loose)]);
    }

    /// <summary>The same with a few pictures, from all of it in equal steps, and their classes.</summary>
    /// <param name="count">How many at most.</param>
    public PictureFolder Spread(int count)
    {
        if (count >= Rows.Count)
            return this;
        List<ImageRow> rows = [.. Enumerable.Range(0, count).Select(i => Rows[(int)((long)i * Rows.Count / count)])];
        return this with { Rows = rows, ClassNames = [.. rows.Select(row => row.Label).Distinct()] };
    }

    /// <summary>Ends the program if there is nothing to tell apart.</summary>
    /// <exception cref="UserErrorException">There is one class only.</exception>
    public void RequireTwoClasses()
    {
        if (ClassNames.Count < 2)
        {
            throw new UserErrorException(
                $"The folder '{Path}' has pictures in one sub-folder only, '{ClassNames[0]}': there must be two classes at "
                + "least, with a sub-folder each." + string.Concat(Notes.Select(note => $" {note}")));
        }
    }

    /// <summary>Ends the program if the classes are not those of another folder.</summary>
    /// <exception cref="UserErrorException">Classes are missing, or are too many.</exception>
    public void RequireClassesOf(PictureFolder other)
    {
        var unknown = ClassNames.Except(other.ClassNames).ToList();
        var missing = other.ClassNames.Except(ClassNames).ToList();
        if (unknown.Count > 0 || missing.Count > 0)
        {
            throw new UserErrorException(
                $"The folder '{Path}' has other classes than '{other.Path}': {ClassNameText.Differences(unknown, missing)}. "
                + "Both must have the same sub-folders.");
        }
    }

    private static string WhyMissing(string path) => File.Exists(path) ? "is a file." : "does not exist.";

    private static string DescribeEmpty(string path, string option, IReadOnlyList<ClassFolder> folders, int loose)
    {
        if (folders.FirstOrDefault(folder => folder.DeeperPicture is not null) is { DeeperPicture: { } deeper } folder)
        {
            return $"The folder '{path}' has pictures deeper than in its sub-folders, as '{deeper}': give the folder whose "
                + $"sub-folders are the classes, as {option} {folder.Path}.";
        }

        var where = loose > 0 ? "holds pictures, but none in a sub-folder" : "holds no pictures";
        return $"The folder '{path}' {where}: it must have a sub-folder for each class with its {FolderFiles.Extensions} files.";
    }

    private static void RefuseNamesThatDifferInCase(string path, IReadOnlyList<ClassFolder> classes)
    {
        var groups = classes.GroupBy(folder => folder.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
            .Select(group => string.Join(" and ", group.Select(folder => $"'{folder.Name}'"))).ToList();
        if (groups.Count > 0)
        {
            throw new UserErrorException(
                $"Sub-folders of '{path}' have names that differ in case only: {string.Join(", ", groups)}. Put the pictures "
                + "of a class into one folder, or rename what is another class.");
        }
    }

    private static IEnumerable<string> Omissions(string path, IReadOnlyList<ClassFolder> folders, int loose)
    {
        if (loose > 0)
            yield return $"{Count(loose)} directly in '{path}', in no class: ignored.";
        foreach (var folder in folders.Where(folder => folder.DeeperPicture is not null))
        {
            yield return folder.Files.Count > 0
                ? $"'{folder.Path}' has pictures in sub-folders of its own too, as '{folder.DeeperPicture}': ignored."
                : $"'{folder.Path}' has no pictures itself, but in its sub-folders, as '{folder.DeeperPicture}': it is no class.";
        }
    }

    private static string Count(int pictures) => pictures == 1 ? "1 picture lies" : $"{pictures} pictures lie";
}
