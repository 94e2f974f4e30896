using ResNetMLNet.Communication;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Distributed.Mpi;

/// <summary>Parts the cores of a machine among ranks that may run on the same ones: more threads than cores wait for each other.</summary>
internal static class SharedCores
{
    private const string StatusFile = "/proc/self/status";
    private const string AllowedCores = "Cpus_allowed_list:";

    /// <summary>Sets the number of threads to this rank's part of its cores, unless somebody has chosen a number.</summary>
    /// <param name="communicator">Joins the ranks.</param>
    /// <param name="machines">The machine of each rank.</param>
    public static void TakeShare(Communicator communicator, IReadOnlyList<string> machines)
    {
        // A launcher may have bound each rank to cores of its own.
        var places = communicator.Gather(Allowed()).Zip(machines).ToList();
        var sharing = places.Count(place => place == places[communicator.Rank]);
        if (sharing > 1 && !ComputeThreads.IsChosen)
            ComputeThreads.Count = Math.Max(1, Environment.ProcessorCount / sharing);
    }

    private static string Allowed() => File.Exists(StatusFile)
        ? File.ReadLines(StatusFile).FirstOrDefault(line => line.StartsWith(AllowedCores, StringComparison.Ordinal)) ?? ""
        : "";
}
