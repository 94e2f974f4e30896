using ResNetMLNet.Diagnostics;

namespace ResNetMLNet.Pipelines.Common.Diagnosis;

/// <summary>The report of the verb <c>doctor</c> as it is written in JSON.</summary>
internal static class DoctorJson
{
    /// <summary>The value to be written.</summary>
    public static object Of(MachineReport report) => new
    {
        report.ComputesRight,
        report.Remedy,
        report.Facts,
        Kernels = report.Kernels.Select(kernel => new
        {
            kernel.Kernel,
            kernel.IsUsed,
            State = $"{kernel.State}",
            kernel.Error,
            kernel.Message,
        }),
    };
}
