using ResNetMLNet.Distributed.Blocks;

namespace ResNetMLNet.Distributed;

public sealed partial record ScoringPart
{
    /// <summary>
    /// The part that a launcher has given this process by its environment: Open MPI's (<c>OMPI_COMM_WORLD_RANK</c> and <c>_SIZE</c>), that
    /// of MPICH and its kin (<c>PMI_RANK</c>, <c>PMI_SIZE</c>), an array of Slurm jobs (<c>SLURM_ARRAY_TASK_ID</c>, <c>_MIN</c>,
    /// <c>_MAX</c>, <c>_COUNT</c>), Slurm's <c>srun</c> (<c>SLURM_PROCID</c>, <c>SLURM_STEP_NUM_TASKS</c>), or an indexed job of Kubernetes
    /// (<c>JOB_COMPLETION_INDEX</c>, and <c>JOB_COMPLETIONS</c>, which its manifest has to set); the first of these that is there.
    /// </summary>
    /// <returns>The part; <see cref="All"/> for a process that was started by itself.</returns>
    /// <exception cref="InvalidOperationException">
    /// A variable is missing or no number, an array of Slurm jobs leaves numbers out, or its jobs have several tasks each.
    /// </exception>
    public static ScoringPart OfLauncher() => Of(Environment.GetEnvironmentVariable);

    /// <summary>The same for an environment.</summary>
    /// <param name="environment">Gives the value of a variable; null for none.</param>
    internal static ScoringPart Of(Func<string, string?> environment) =>
        new LauncherVariables(environment).Place is var (place, count) ? new ScoringPart(place + 1, count) : All;
}
