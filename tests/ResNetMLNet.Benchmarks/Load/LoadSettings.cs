namespace ResNetMLNet.Benchmarks.Load;

/// <summary>Which load is put on the service.</summary>
/// <param name="Model">The model.zip that it serves.</param>
/// <param name="Service">The program of the service, which is started; null if it runs already.</param>
/// <param name="Url">Where the service runs already; null if it is started.</param>
/// <param name="Clients">The clients that each send one picture after another.</param>
/// <param name="Duration">How long they do.</param>
/// <param name="KillInterval">How often the service is killed and started again; null for never.</param>
internal sealed record LoadSettings(
    string Model, string? Service, Uri? Url, int Clients, TimeSpan Duration, TimeSpan? KillInterval);
