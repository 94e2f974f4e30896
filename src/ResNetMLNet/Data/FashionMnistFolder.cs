using Microsoft.ML.Data;

namespace ResNetMLNet.Data;

/// <summary>A folder that may hold the four files of Fashion-MNIST, or of a look-alike with the same names.</summary>
internal sealed class FashionMnistFolder(string path)
{
    public string Path => path;

    /// <summary>The path of a file, uncompressed or <c>.gz</c>; null where there is neither.</summary>
    public string? Find(FashionMnistFile file) =>
        new[] { file.Name, file.Name + ".gz" }
            .Select(name => System.IO.Path.Combine(path, name))
            .FirstOrDefault(File.Exists);

    /// <summary>The files that are not there.</summary>
    public IReadOnlyList<FashionMnistFile> Missing(IEnumerable<FashionMnistFile> files) =>
        [.. files.Where(file => Find(file) is null)];

    /// <summary>Two files as one source.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    public IMultiStreamSource Pair(FashionMnistFile images, FashionMnistFile labels) =>
        new FilePair(Require(images), Require(labels));

    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    public void RequireAll(IReadOnlyList<FashionMnistFile> files, string origin)
    {
        if (!Directory.Exists(path))
        {
            var found = File.Exists(path) ? "is a file" : "does not exist";
            throw new DirectoryNotFoundException(
                $"The Fashion-MNIST folder '{path}' ({origin}) {found}; expected a folder with {Names(files)}, each " +
                "as it is or with .gz. To fix it: name the right folder, or none to let the data be downloaded.");
        }

        var missing = Missing(files);
        if (missing.Count > 0)
        {
            throw new FileNotFoundException(
                $"The Fashion-MNIST folder '{path}' ({origin}) lacks {Names(missing)}; expected each as it is or " +
                "with .gz. To fix it: put the files there, name the right folder, or none to let the data be " +
                "downloaded.",
                System.IO.Path.Combine(path, missing[0].Name));
        }
    }

    public static string Names(IEnumerable<FashionMnistFile> files) =>
        string.Join(", ", files.Select(file => $"'{file.Name}'"));

    private string Require(FashionMnistFile file) => Find(file) ?? throw new FileNotFoundException(
        $"'{file.Name}' has vanished from '{path}'. To fix it: load the data again.",
        System.IO.Path.Combine(path, file.Name));
}
