using System.Globalization;

namespace ResNetMLNet.Distributed.Mpi;

/// <summary>What a launcher such as <c>mpirun</c> has told this process by its environment.</summary>
/// <param name="Rank">The number of this process among those that it has started, from 0.</param>
/// <param name="Size">The number of processes that it has started; null where it does not tell.</param>
/// <param name="Libraries">The names of its MPI library, the likeliest first.</param>
internal sealed record MpiLauncher(int Rank, int? Size, IReadOnlyList<string> Libraries)
{
    private const string OpenMpi = "libmpi.so.40";

    private static readonly string[] _mpich = OperatingSystem.IsWindows()
        ? ["msmpi.dll", "impi.dll"]
        : OperatingSystem.IsMacOS() ? ["libmpich.12.dylib", "libmpi.12.dylib"] : ["libmpich.so.12", "libmpi.so.12"];

    private static readonly string[] _openMpi = OperatingSystem.IsMacOS() ? ["libmpi.40.dylib"] : [OpenMpi];

    /// <summary>Finds the launcher; null where this process was started by itself, or by one that is not of MPI.</summary>
    /// <param name="environment">Gives the value of an environment variable.</param>
    public static MpiLauncher? Find(Func<string, string?> environment)
    {
        if (Number("OMPI_COMM_WORLD_SIZE") is { } ofOpenMpi)
            return new(Number("OMPI_COMM_WORLD_RANK") ?? 0, ofOpenMpi, _openMpi);
        if (Number("PMI_SIZE") is { } ofMpich)
            return new(Number("PMI_RANK") ?? 0, ofMpich, _mpich);
        if (Number("PMIX_RANK") is { } ofPmix)
            return new(ofPmix, Number("SLURM_STEP_NUM_TASKS"), [.. _openMpi, .. _mpich]);
        return null;

        int? Number(string name) => MpiLauncher.Number(environment(name));
    }

    /// <summary>Refuses processes that Slurm has started without MPI.</summary>
    /// <param name="environment">Gives the value of an environment variable.</param>
    /// <exception cref="InvalidOperationException">There are several, which cannot know of each other.</exception>
    public static void CheckIsAlone(Func<string, string?> environment)
    {
        if (Number(environment("SLURM_STEP_NUM_TASKS")) is not (> 1 and var tasks))
            return;
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"srun has started {tasks} processes that know nothing of each other: each would train by itself. Give srun --mpi=pmi2 or "
            + $"--mpi=pmix, whichever its MPI library has, or start them by mpirun."));
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
