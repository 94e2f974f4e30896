using System.Diagnostics;

namespace ResNetMLNet.Evaluation.Mpi;

/// <summary>One of the processes that a launcher has started.</summary>
internal sealed class RankProcess
{
    private readonly int _id;

    private RankProcess(int id) => _id = id;

    /// <summary>Finds it by its command line and its environment.</summary>
    /// <param name="folder">A folder that its arguments name.</param>
    /// <param name="rank">Its number.</param>
    public static RankProcess OfFolder(string folder, int rank) => new(Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), out var id) ? id : 0)
        .Single(id => id > 0
            && Texts(id, "environ").Contains($"OMPI_COMM_WORLD_RANK={rank}")
            && Texts(id, "cmdline").Any(text => text.StartsWith(folder, StringComparison.Ordinal))));

    /// <summary>Ends it at once.</summary>
    public void Kill() => Signal("KILL");

    /// <summary>Lets it hang.</summary>
    public void Suspend() => Signal("STOP");

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, $"{_id}"]);
        kill.WaitForExit();
    }

    private static string[] Texts(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}").Split('\0');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
