namespace ResNetMLNet.Diagnostics;

/// <summary>What a machine is, and what it computes right.</summary>
/// <param name="Facts">Versions, processor, memory, threads, GPU and folders.</param>
/// <param name="Kernels">The convolutions that were tried; empty if none were.</param>
public sealed record MachineReport(IReadOnlyList<MachineFact> Facts, IReadOnlyList<KernelVerdict> Kernels)
{
    /// <summary>Whether nothing that was tried computes wrongly or ends its process.</summary>
    public bool ComputesRight => BadKernels.Count == 0;

    /// <summary>Those that compute wrongly or end their process.</summary>
    public IReadOnlyList<KernelVerdict> BadKernels =>
        [.. Kernels.Where(kernel => kernel.State is KernelState.Wrong or KernelState.Crashed)];

    /// <summary>What to do about them; null if there are none.</summary>
    public string? Remedy => BadKernels switch
    {
        [] => null,
        var bad when bad.Any(kernel => kernel is { IsUsed: true, State: KernelState.Crashed }) =>
            "A layer of such a size ends the process, which nothing can prevent: take another kind of machine, or images of another size.",
        var bad when bad.Any(kernel => kernel.IsUsed) =>
            "This library computes each layer that is wrong here in another way, more slowly, and says so: its own figures are right. "
            + "For the full speed take another kind of machine. Networks of your own that use torch's convolutions are wrong here.",
        _ =>
            "This library does not use these operators: its own figures are right. Networks of your own that use torch's convolutions "
            + "are wrong here: take another kind of machine for them.",
    };
}
