using System.Diagnostics;

namespace ResNetMLNet.Benchmarks.Load;

/// <summary>Puts load on the service.</summary>
/// <param name="settings">Which load.</param>
/// <param name="pictures">What is sent.</param>
/// <param name="service">The service, if it is ours.</param>
/// <param name="url">Where it runs.</param>
internal sealed class LoadMeasurement(LoadSettings settings, LoadPictures pictures, ServiceProcess? service, Uri url)
{
    // Below the shortest sensible latency limit of a caller; a request without an answer is a failure then.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <summary>Lets a number of clients send for a time.</summary>
    /// <param name="clients">How many.</param>
    /// <param name="duration">How long.</param>
    /// <param name="killInterval">How often the service is killed and started again; null for never.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<LoadResult> RunAsync(
        int clients, TimeSpan duration, TimeSpan? killInterval, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = clients };
        using var client = new HttpClient(handler) { BaseAddress = url, Timeout = _patience };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        stop.CancelAfter(duration);
        var memory = SampleAsync(stop.Token);
        var killing = KillAsync(killInterval, stop.Token);
        var tallies = await Task.WhenAll(Enumerable.Range(0, clients).Select(
            i => Task.Run(() => new LoadClient(client, pictures, seed: i).RunAsync(stop.Token), CancellationToken.None)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        cancellationToken.ThrowIfCancellationRequested();
        await killing;
        return new LoadResult(clients, seconds, tallies, await memory);
    }

    /// <summary>The load of one client and that of many, in this order.</summary>
    public async Task<IReadOnlyList<LoadResult>> RunAllAsync(CancellationToken cancellationToken)
    {
        // What is made only once, in the service and here, is made before.
        await RunAsync(settings.Clients, TimeSpan.FromSeconds(1), killInterval: null, cancellationToken);
        var single = await RunAsync(1, settings.Duration, killInterval: null, cancellationToken);
        return [single, await RunAsync(settings.Clients, settings.Duration, settings.KillInterval, cancellationToken)];
    }

    private async Task<IReadOnlyList<long>> SampleAsync(CancellationToken stop)
    {
        var samples = new List<long>();
        while (service is not null && await ElapseAsync(TimeSpan.FromSeconds(1), stop))
            samples.Add(service.ResidentBytes);
        return samples;
    }

    private async Task KillAsync(TimeSpan? interval, CancellationToken stop)
    {
        while (service is not null && interval is { } time && await ElapseAsync(time, stop))
        {
            service.Restart();
            await service.WaitUntilReadyAsync(CancellationToken.None);
        }
    }

    private static async Task<bool> ElapseAsync(TimeSpan time, CancellationToken stop)
    {
        await Task.Delay(time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }
}
