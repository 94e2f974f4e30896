namespace ResNetMLNet.Diagnostics;

/// <summary>What became of a kernel that was tried.</summary>
public enum KernelState
{
    /// <summary>It errs by rounding alone.</summary>
    Right,

    /// <summary>It computes something else.</summary>
    Wrong,

    /// <summary>It ended the process that tried it.</summary>
    Crashed,

    /// <summary>libtorch says that this processor cannot compute it.</summary>
    Unsupported,
}
