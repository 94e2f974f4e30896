using System.Diagnostics;

namespace ResNetMLNet.Evaluation.Mpi;

/// <summary>Two network namespaces, joined at a rate, that stand for two machines.</summary>
internal sealed class TwoHosts : IDisposable
{
    private static readonly string[] _names = [$"rna{Environment.ProcessId}", $"rnb{Environment.ProcessId}"];

    private readonly string _folder = Directory.CreateTempSubdirectory("ResNetMLNet-").FullName;

    /// <summary>Makes them.</summary>
    /// <param name="rate">The rate in each direction, as <c>1gbit</c>.</param>
    /// <exception cref="AssertInconclusiveException">This process may not make them, or lacks the commands.</exception>
    public TwoHosts(string rate)
    {
        if (!OperatingSystem.IsLinux() || !Run("ip", $"netns add {_names[0]}") || !Run("ip", $"netns add {_names[1]}"))
            Assert.Inconclusive("Only root may make network namespaces, by the commands ip and tc of Linux.");
        Require("ip", $"link add rn0 netns {_names[0]} type veth peer name rn0 netns {_names[1]}");
        for (var host = 0; host < _names.Length; host++)
        {
            Require("ip", $"-n {_names[host]} link set lo up");
            Require("ip", $"-n {_names[host]} link set rn0 up");
            Require("ip", $"-n {_names[host]} address add {Address(host)}/24 dev rn0");
            Require("tc", $"-n {_names[host]} qdisc add dev rn0 root tbf rate {rate} burst 256kb latency 50ms");
        }
        File.WriteAllText(Agent, $"""
            #!/bin/sh
            while [ "$1" != "{Address(0)}" ] && [ "$1" != "{Address(1)}" ]; do shift; done
            if [ "$1" = "{Address(0)}" ]; then host={_names[0]}; else host={_names[1]}; fi
            shift
            exec ip netns exec $host unshare --uts sh -c "hostname $host; $*"

            """);
        Require("chmod", $"+x {Agent}");
    }

    /// <summary>What starts one process of Open MPI on each, from the first.</summary>
    public IReadOnlyList<string> Launcher() =>
    [
        "ip", "netns", "exec", _names[0],
        .. MpiEngine.OpenMpi.Launcher(
            2,
            "--mca", "plm_rsh_agent", Agent, "-H", $"{Address(0)},{Address(1)}", "-x", "OMP_NUM_THREADS", "-x", "FASHION_MNIST_DIR"),
    ];

    private string Agent => Path.Combine(_folder, "agent");

    public void Dispose()
    {
        foreach (var name in _names)
            Run("ip", $"netns del {name}");
        Directory.Delete(_folder, recursive: true);
    }

    private static string Address(int host) => $"10.78.0.{host + 1}";

    private static void Require(string command, string arguments)
    {
        if (!Run(command, arguments))
            Assert.Inconclusive($"{command} {arguments} cannot be done here.");
    }

    private static bool Run(string command, string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
