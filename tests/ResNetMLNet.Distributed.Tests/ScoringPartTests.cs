using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Distributed.Tests;

[TestClass]
public sealed class ScoringPartTests
{
    [TestMethod]
    [DataRow("1/1")]
    [DataRow("3/16")]
    public void A_Part_Should_Be_Read_As_It_Is_Written(string text) => Assert.AreEqual(text, ScoringPart.Parse(text).ToString());

    [TestMethod]
    [DataRow("0/4")]
    [DataRow("5/4")]
    [DataRow("3")]
    [DataRow("-1/4")]
    [DataRow("1/4/2")]
    [DataRow(" 1/4")]
    [DataRow("")]
    public void What_Is_No_Part_Should_Be_Refused(string text)
    {
        Assert.IsFalse(ScoringPart.TryParse(text, out _));
        Expect.Error<FormatException>(() => ScoringPart.Parse(text), $"'{text}' is no part", "3/16");
    }

    [TestMethod]
    [DataRow("", "1/1")]
    [DataRow("OMPI_COMM_WORLD_RANK=2 OMPI_COMM_WORLD_SIZE=4 SLURM_PROCID=0 SLURM_STEP_NUM_TASKS=1", "3/4")]
    [DataRow("PMI_RANK=0 PMI_SIZE=2", "1/2")]
    [DataRow("SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_COUNT=8 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_STEP=1 SLURM_PROCID=0", "5/8")]
    [DataRow("SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_COUNT=8 SLURM_ARRAY_TASK_MIN=0 SLURM_STEP_NUM_TASKS=1 SLURM_PROCID=0", "6/8")]
    [DataRow("SLURM_PROCID=3 SLURM_STEP_NUM_TASKS=4 SLURM_NTASKS=4", "4/4")]
    [DataRow("SLURM_PROCID=0 SLURM_NTASKS=4", "1/1")]
    [DataRow("JOB_COMPLETION_INDEX=3 JOB_COMPLETIONS=10", "4/10")]
    public void The_Launcher_Should_Say_Which_Part_It_Is(string environment, string part) => Assert.AreEqual(part, Of(environment).ToString());

    [TestMethod]
    [DataRow("OMPI_COMM_WORLD_RANK=2", "OMPI_COMM_WORLD_SIZE is not set")]
    [DataRow("PMI_RANK=4 PMI_SIZE=4", "PMI_RANK says that this is process 4, from 0, of 4")]
    [DataRow("PMI_RANK=x PMI_SIZE=4", "PMI_RANK is 'x' and not a whole number")]
    [DataRow("SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=5", "The 3 numbers of a Slurm array go from 1 to 5: give sbatch --array=0-2")]
    [DataRow("SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=1 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_STEP=2", "go from 1 to 1")]
    [DataRow("SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=1", "SLURM_ARRAY_TASK_COUNT is not")]
    [DataRow("SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_MIN=0 SLURM_STEP_NUM_TASKS=4", "runs 4 tasks")]
    [DataRow("JOB_COMPLETION_INDEX=3", "let the manifest set JOB_COMPLETIONS")]
    public void What_Makes_No_Sense_Should_Be_Refused_With_A_Remedy(string environment, string text) =>
        Expect.Error<InvalidOperationException>(() => Of(environment), text, "or name the part yourself, as 3/16");

    private static ScoringPart Of(string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return ScoringPart.Of(name => variables.GetValueOrDefault(name));
    }
}
