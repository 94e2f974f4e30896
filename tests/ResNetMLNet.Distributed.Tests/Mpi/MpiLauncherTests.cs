using ResNetMLNet.Distributed.Mpi;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Distributed.Tests.Mpi;

/// <summary>What a process knows of the launcher that has started it.</summary>
[TestClass]
public sealed class MpiLauncherTests
{
    [TestMethod]
    [DataRow("OMPI_COMM_WORLD_SIZE=4 OMPI_COMM_WORLD_RANK=3", 3, 4, "40")]
    [DataRow("PMI_SIZE=2 PMI_RANK=1", 1, 2, "12")]
    [DataRow("PMIX_RANK=5 SLURM_STEP_NUM_TASKS=8", 5, 8, "40")]
    [DataRow("PMIX_RANK=0", 0, null, "40")]
    public void The_Environment_Should_Tell_Rank_Size_And_Library(string variables, int rank, int? size, string version)
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Microsoft MPI has one library for all.");
        var launcher = MpiLauncher.Find(Environment(variables))!;

        Assert.AreEqual((rank, size), (launcher.Rank, launcher.Size));
        Assert.Contains(version, launcher.Libraries[0]);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("OMPI_COMM_WORLD_SIZE=many")]
    [DataRow("SLURM_STEP_NUM_TASKS=1")]
    public void A_Process_That_Was_Started_By_Itself_Should_Have_None(string variables)
    {
        Assert.IsNull(MpiLauncher.Find(Environment(variables)));
        MpiLauncher.CheckIsAlone(Environment(variables));
    }

    [TestMethod]
    public void Processes_That_Slurm_Has_Started_Without_Mpi_Should_Be_Refused() => Expect.Error<InvalidOperationException>(
        () => MpiLauncher.CheckIsAlone(Environment("SLURM_STEP_NUM_TASKS=4")), "srun has started 4 processes", "--mpi=pmi2");

    [TestMethod]
    public void A_Library_That_Is_Not_There_Should_Be_Named() => Expect.Error<DllNotFoundException>(
        () => MpiLibrary.Load(["libnosuchmpi.so.1", "libnone.so"]), "libnosuchmpi.so.1 or libnone.so", "LD_LIBRARY_PATH");

    [TestMethod]
    public void Alone_There_Should_Be_No_Communicator()
    {
        Assert.IsNull(MpiCommunicator.Join());
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => MpiCommunicator.Join(TimeSpan.Zero));
    }

    private static Func<string, string?> Environment(string variables)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return values.GetValueOrDefault;
    }
}
