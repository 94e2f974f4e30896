using System.Diagnostics;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Callbacks;
using static TorchSharp.torch;

namespace ResNetMLNet.Evaluation;

/// <summary>Writes down after each epoch what the process has in memory.</summary>
internal sealed class MemoryRecord : ITrainingCallback
{
    /// <summary>The live tensors after each epoch.</summary>
    public List<long> LiveTensors { get; } = [];

    /// <summary>The bytes in use after each epoch, managed and native.</summary>
    public List<long> InUse { get; } = [];

    /// <summary>
    /// The resident bytes after each epoch: with what was freed and is kept for the next tensors. That varies from run to run
    /// and from epoch to epoch by more than a small leak would come to, so it is shown only.
    /// </summary>
    public List<long> Resident { get; } = [];

    /// <inheritdoc/>
    public void OnEpochEnd(TrainingRun run)
    {
        LiveTensors.Add(Tensor.TotalCount);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        InUse.Add(GC.GetTotalMemory(forceFullCollection: true) + (MallocStatistics.AreKnown ? MallocStatistics.BytesInUse() : 0));
        using var process = Process.GetCurrentProcess();
        Resident.Add(process.WorkingSet64);
    }
}
