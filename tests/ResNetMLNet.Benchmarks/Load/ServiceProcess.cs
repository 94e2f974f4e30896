using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ResNetMLNet.Benchmarks.CommandLine;
using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Benchmarks.Load;

/// <summary>The service in a process of its own, which can be killed and started again; disposing ends it.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly string _program;
    private readonly string _model;
    private readonly Lock _lock = new();
    private Process _process;

    private ServiceProcess(string program, string model)
    {
        _program = program;
        _model = model;
        Url = new Uri($"http://127.0.0.1:{FreePort()}");
        _process = Launch();
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>Its resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            lock (_lock)
                return ProcessMemory.Resident(_process);
        }
    }

    /// <summary>Starts the service and waits until it takes pictures.</summary>
    /// <exception cref="BenchmarkException">It ends by itself, or takes too long.</exception>
    public static async Task<ServiceProcess> StartAsync(string program, string model, CancellationToken cancellationToken)
    {
        var service = new ServiceProcess(program, model);
        try
        {
            await service.WaitUntilReadyAsync(cancellationToken);
            return service;
        }
        catch
        {
            service.Dispose();
            throw;
        }
    }

    /// <summary>Kills the service without a warning, and starts it again.</summary>
    public void Restart()
    {
        lock (_lock)
        {
            End();
            _process = Launch();
        }
    }

    /// <summary>Waits until it takes pictures.</summary>
    /// <exception cref="BenchmarkException">It ends by itself, or takes too long.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = Url };
        var started = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(client, cancellationToken))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > _patience)
                throw new BenchmarkException($"The service '{_program}' does not take pictures: start it by hand to see why.");
            await Task.Delay(50, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
            End();
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync("/health/ready", cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo(
            _program,
            [$"--urls={Url}", $"--PredictionService:ModelPath={_model}", "--Logging:LogLevel:Default=Warning"]);
        return Process.Start(start) ?? throw new BenchmarkException($"The service '{_program}' cannot be started.");
    }

    private void End()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
