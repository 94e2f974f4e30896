using System.Runtime.CompilerServices;

namespace ResNetMLNet.Transforms.Files;

/// <summary>Checks paths that callers give.</summary>
internal static class PathArgument
{
    /// <summary>Refuses what is no path on any system.</summary>
    /// <param name="path">The path.</param>
    /// <param name="name">The parameter.</param>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    /// <exception cref="ArgumentException">It is empty or white space, or has a null character.</exception>
    public static void Check(string? path, [CallerArgumentExpression(nameof(path))] string name = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path, name);
        if (!IsPath(path))
            throw new ArgumentException($"{name} is '{Text(path)}', which has a null character: give a path without.", name);
    }

    /// <summary>Whether a text may be a path.</summary>
    public static bool IsPath(string text) => !string.IsNullOrWhiteSpace(text) && !text.Contains('\0', StringComparison.Ordinal);

    /// <summary>A path as it can be shown, which may be none.</summary>
    public static string Text(string path) => path.Replace("\0", "\\0", StringComparison.Ordinal);
}
