using System.Net;
using ResNetMLNet.Pipelines.PredictionService.Observability;

namespace ResNetMLNet.Pipelines.PredictionService.Configuration;

/// <summary>Where the service listens.</summary>
internal static class Addresses
{
    /// <summary>The address unless another is set.</summary>
    public const string Default = "http://127.0.0.1:5080";

    private static readonly string[] Settings = ["urls", "http_ports", "https_ports"];

    /// <summary>Listens to this machine only, unless the standard settings name addresses or ports.</summary>
    public static void UseLoopbackByDefault(WebApplicationBuilder builder)
    {
        var isSet = Array.Exists(Settings, setting => !string.IsNullOrEmpty(builder.Configuration[setting]))
            || builder.Configuration.GetSection("Kestrel:Endpoints").Exists();
        if (!isSet)
            builder.WebHost.UseUrls(Default);
    }

    /// <summary>Warns when the service has started and others than this machine can reach it.</summary>
    public static void WarnIfReachable(WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        foreach (var address in app.Urls.Where(address => !IsLoopback(address)))
            Log.Reachable(app.Logger, address);
    });

    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
        && (url.IsLoopback || (IPAddress.TryParse(url.Host, out var ip) && IPAddress.IsLoopback(ip)));
}
