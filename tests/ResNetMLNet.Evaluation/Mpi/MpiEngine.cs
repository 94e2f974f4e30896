using System.Diagnostics;

namespace ResNetMLNet.Evaluation.Mpi;

/// <summary>An installed MPI, by the command that starts processes with it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Mark">What only its command says of itself: another make may have the common name.</param>
/// <param name="Commands">The names of the command, the surest first.</param>
/// <param name="Options">What it needs in front of the number of processes.</param>
internal sealed record MpiEngine(string Name, string Mark, string[] Commands, string[] Options)
{
    /// <summary>Open MPI, which binds each process to a core, and refuses root, unless it is told otherwise.</summary>
    public static MpiEngine OpenMpi { get; } =
        new("Open MPI", "open-mpi.org", ["mpirun.openmpi", "mpirun"], ["--allow-run-as-root", "--oversubscribe", "--bind-to", "none"]);

    /// <summary>MPICH, whose binary interface most others have.</summary>
    public static MpiEngine Mpich { get; } = new("MPICH", "HYDRA", ["mpiexec.hydra", "mpiexec.mpich"], []);

    /// <summary>The command with all that stands in front of the program.</summary>
    /// <param name="ranks">The number of processes.</param>
    /// <param name="further">Further options.</param>
    /// <exception cref="AssertInconclusiveException">It is not installed.</exception>
    public IReadOnlyList<string> Launcher(int ranks, params IEnumerable<string> further)
    {
        var command = Commands.Select(Find).FirstOrDefault(path => path is not null);
        if (command is null || !IsMine(command))
            Assert.Inconclusive($"{Name} is not installed: its command is one of {string.Join(", ", Commands)}.");
        return [command!, .. Options, .. further, "-n", $"{ranks}"];
    }

    private static string? Find(string command) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, command))
        .FirstOrDefault(File.Exists);

    private bool IsMine(string command)
    {
        using var version = Process.Start(new ProcessStartInfo(command, "--version") { RedirectStandardOutput = true })!;
        var text = version.StandardOutput.ReadToEnd();
        version.WaitForExit();
        return text.Contains(Mark, StringComparison.OrdinalIgnoreCase);
    }
}
