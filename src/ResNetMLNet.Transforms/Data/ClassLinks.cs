using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Transforms.Data;

/// <summary>Finds links among the folders of classes by which pictures would be taken twice.</summary>
internal sealed class ClassLinks
{
    private readonly string _root;
    private readonly Dictionary<string, string> _classes;

    /// <param name="root">The folder of the classes.</param>
    /// <param name="folders">The folders in it.</param>
    public ClassLinks(string root, IEnumerable<DirectoryInfo> folders)
    {
        _root = Path.TrimEndingDirectorySeparator(LinkFreePath.Of(root));
        _classes = folders.Where(folder => folder.LinkTarget is null)
            .Select(folder => folder.Name)
            .ToDictionary(name => Path.Join(_root, name));
    }

    /// <summary>Why a folder is left out, as the end of a sentence; null if it is a class of its own, which a link to it is not.</summary>
    public string? FaultOf(DirectoryInfo folder)
    {
        if (folder.LinkTarget is null)
            return null;
        var target = Path.TrimEndingDirectorySeparator(LinkFreePath.Of(Path.Join(_root, folder.Name)));
        if (_root == target || _root.StartsWith(Path.Join(target, Path.DirectorySeparatorChar.ToString()), StringComparison.Ordinal))
            return $"it is a link to '{target}', which has all classes in it";
        return _classes.TryAdd(target, folder.Name) ? null : $"it is a link to the pictures of the class '{_classes[target]}'";
    }
}
