using System.Globalization;

namespace ResNetMLNet.Distributed.Mpi;

/// <summary>What a launcher such as <c>mpirun</c> has told this process by its environment.</summary>
/// <param name="Size">The number of processes that it has started; null where it does not tell.</param>
/// <param name="Libraries">The names of its MPI library, the likeliest first.</param>
internal sealed record MpiLauncher(int? Size, IReadOnlyList<string> Libraries)
{
    private const string OpenMpi = "libmpi.so.40";

    private static readonly string[] _mpich = OperatingSystem.IsWindows()
        ? ["msmpi.dll", "impi.dll"]
        : OperatingSystem.IsMacOS() ? ["libmpich.12.dylib", "libmpi.12.dylib"] : ["libmpich.so.12", "libmpi.so.12"];

    private static readonly string[] _openMpi = OperatingSystem.IsMacOS() ? ["libmpi.40.dylib"] : [OpenMpi];

    /// <summary>Finds the launcher; null where this process was started by itself.</summary>
    /// <param name="environment">Gives the value of an environment variable.</param>
    /// <exception cref="InvalidOperationException">Slurm has started several processes that cannot know of each other.</exception>
    public static MpiLauncher? Find(Func<string, string?> environment)
    {
        if (Number("OMPI_COMM_WORLD_SIZE") is { } ofOpenMpi)
            return new(ofOpenMpi, _openMpi);
        if (Number("PMI_SIZE") is { } ofMpich)
            return new(ofMpich, _mpich);
        if (Number("PMIX_RANK") is not null)
            return new(Number("SLURM_STEP_NUM_TASKS"), [.. _openMpi, .. _mpich]);
        if (Number("SLURM_STEP_NUM_TASKS") is > 1 and var tasks)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"srun has started {tasks} processes that know nothing of each other: each would train by itself. Give srun --mpi=pmi2 or "
                + $"--mpi=pmix, whichever its MPI library has, or start them by mpirun."));
        }
        return null;

        int? Number(string name) =>
            int.TryParse(environment(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
