using System.Net;
using ResNetMLNet.Pipelines.PredictionService.Observability;

namespace ResNetMLNet.Pipelines.PredictionService.Configuration;

/// <summary>Where the service listens.</summary>
internal static class Addresses
{
    /// <summary>The address unless another is set.</summary>
    public const string Default = "http://127.0.0.1:5080";

    private const string Endpoints = "Kestrel:Endpoints";

    private static readonly string[] Settings = ["urls", "http_ports", "https_ports"];

    /// <summary>Listens to this machine only, unless the standard settings name addresses or ports.</summary>
    public static void UseLoopbackByDefault(WebApplicationBuilder builder)
    {
        var isSet = Array.Exists(Settings, setting => !string.IsNullOrEmpty(builder.Configuration[setting]))
            || builder.Configuration.GetSection(Endpoints).Exists();
        if (!isSet)
            builder.WebHost.UseUrls(Default);
    }

    /// <summary>The addresses or ports that are set.</summary>
    public static string Text(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection(Endpoints).GetChildren().Select(endpoint => endpoint["Url"]);
        return string.Join(';', Settings.Select(setting => configuration[setting]).Concat(endpoints).OfType<string>());
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
