using System.Globalization;

namespace ResNetMLNet.Distributed.Blocks;

/// <summary>What a launcher has told this process by its environment.</summary>
/// <param name="environment">Gives the value of a variable; null for none.</param>
internal sealed class LauncherVariables(Func<string, string?> environment)
{
    private const string Remedy = "or name the part yourself, as 3/16";

    /// <summary>The place of this process, from 0, and how many there are; null where it was started by itself.</summary>
    /// <exception cref="InvalidOperationException">The launcher's words make no sense.</exception>
    public (int Place, int Count)? Place =>
        Ranked("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", "start the processes by mpirun")
        ?? Ranked("PMI_RANK", "PMI_SIZE", "start the processes by mpirun")
        ?? Array
        ?? Step
        ?? Ranked(
            "JOB_COMPLETION_INDEX",
            "JOB_COMPLETIONS",
            "let the manifest set JOB_COMPLETIONS to its number of completions, which Kubernetes does not tell");

    /// <summary>A job of an array; numbers that follow each other are its places.</summary>
    private (int Place, int Count)? Array
    {
        get
        {
            if (Number("SLURM_ARRAY_TASK_ID") is not { } id)
                return null;
            var (count, first) = (Required("SLURM_ARRAY_TASK_COUNT"), Required("SLURM_ARRAY_TASK_MIN"));
            var last = Number("SLURM_ARRAY_TASK_MAX") ?? first + count - 1;
            if (last - first + 1 != count || Number("SLURM_ARRAY_TASK_STEP") is > 1)
            {
                throw Error(
                    $"The {count} numbers of a Slurm array go from {first} to {last}: give sbatch --array=0-{count - 1}, {Remedy}.");
            }
            if (Number("SLURM_STEP_NUM_TASKS") is > 1 and var tasks)
            {
                throw Error(
                    $"Job {id} of a Slurm array runs {tasks} tasks that would score the same: give sbatch --ntasks=1, {Remedy}.");
            }
            return Checked(id - first, count, "SLURM_ARRAY_TASK_ID");
        }
    }

    /// <summary>A task of srun. A batch script has a SLURM_PROCID too, and runs once however many tasks its job may have.</summary>
    private (int Place, int Count)? Step => Number("SLURM_STEP_NUM_TASKS") is null
        ? null
        : Ranked("SLURM_PROCID", "SLURM_STEP_NUM_TASKS", "start the processes by srun");

    private (int Place, int Count)? Ranked(string rank, string size, string remedy)
    {
        if (Number(rank) is not { } place)
            return null;
        var count = Number(size) ?? throw Error($"{rank} is {place}, and {size} is not set: {remedy}, {Remedy}.");
        return Checked(place, count, rank);
    }

    private static (int Place, int Count) Checked(int place, int count, string name) => place >= 0 && place < count
        ? (place, count)
        : throw Error($"{name} says that this is process {place}, from 0, of {count}: correct it, {Remedy}.");

    private int Required(string name) =>
        Number(name) ?? throw Error($"SLURM_ARRAY_TASK_ID is set, and {name} is not: start the jobs by sbatch --array, {Remedy}.");

    private int? Number(string name)
    {
        if (environment(name) is not { Length: > 0 } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidOperationException($"{name} is '{text}' and not a whole number: correct it, {Remedy}.");
    }

    private static InvalidOperationException Error(FormattableString text) => new(FormattableString.Invariant(text));
}
