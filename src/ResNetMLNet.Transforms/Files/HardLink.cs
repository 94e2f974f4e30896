using System.Runtime.InteropServices;

namespace ResNetMLNet.Transforms.Files;

/// <summary>A second name of a file, which a system other than Windows gives only where there is none of that name yet.</summary>
internal static partial class HardLink
{
    private const int AlreadyThere = 17;

    /// <summary>Gives a file a second name, in one step: of several processes that give the same one, to the first.</summary>
    /// <param name="path">The second name.</param>
    /// <param name="to">The file.</param>
    /// <returns>Whether nobody was quicker; null where the file system has no such names, or does not allow it.</returns>
    public static bool? TryCreate(string path, string to) =>
        Create(to, path) == 0 ? true : Marshal.GetLastPInvokeError() == AlreadyThere ? false : null;

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Create(string file, string path);
}
