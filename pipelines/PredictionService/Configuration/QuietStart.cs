namespace ResNetMLNet.Pipelines.PredictionService.Configuration;

/// <summary>
/// Silences those who would log a failed start with its trace, until the service has started: the program tells it in one
/// message.
/// </summary>
internal sealed class QuietStart : ConfigurationProvider, IConfigurationSource
{
    private static readonly string[] Categories =
        ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"];

    /// <summary>Silences them.</summary>
    public QuietStart()
    {
        foreach (var category in Categories)
            Set($"Logging:LogLevel:{category}", nameof(LogLevel.None));
    }

    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Lets them log again what the other settings let them.</summary>
    public void End()
    {
        Data.Clear();
        OnReload();
    }
}
