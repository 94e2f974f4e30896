using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ResNetMLNet.Pipelines.PredictionService;
using ResNetMLNet.PredictionService.Tests.Models;

namespace ResNetMLNet.PredictionService.Tests.Hosting;

/// <summary>The service in this process, at a port of its own; disposing of it stops it in good order.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly WebApplication _app;

    private ServiceHost(WebApplication app)
    {
        _app = app;
        BaseAddress = new Uri(app.Urls.Single());
        Client = new HttpClient { BaseAddress = BaseAddress, Timeout = _patience };
    }

    /// <summary>Where it listens.</summary>
    public Uri BaseAddress { get; }

    /// <summary>A client of it.</summary>
    public HttpClient Client { get; }

    /// <summary>What the service is made of.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts the service and waits until its model is loaded.</summary>
    /// <param name="modelFile">The model.zip.</param>
    /// <param name="settings">Further settings, as <c>QueueCapacity=2</c>; without one the runtime is that of the offline scores.</param>
    public static async Task<ServiceHost> StartAsync(string modelFile, params string[] settings)
    {
        var host = await StartWithoutWaitingAsync(modelFile, settings);
        await WaitUntilAsync(async () => (await host.Client.GetAsync("/health/ready")).IsSuccessStatusCode);
        return host;
    }

    /// <summary>Starts the service, which may have no model yet.</summary>
    public static async Task<ServiceHost> StartWithoutWaitingAsync(string modelFile, params string[] settings)
    {
        string[] arguments =
        [
            "--urls=http://127.0.0.1:0",
            "--Logging:LogLevel:Default=None",
            $"--PredictionService:ModelPath={modelFile}",
            "--PredictionService:ModelPollInterval=00:00:00.05",
            "--PredictionService:Runtime=AsSaved",
            .. settings.Select(setting => $"--PredictionService:{setting}"),
        ];
        var app = App.Create(arguments);
        await app.StartAsync();
        return new ServiceHost(app);
    }

    /// <summary>A part of the service.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Waits for something that the service does by itself.</summary>
    public static async Task WaitUntilAsync(Func<Task<bool>> isDone)
    {
        using var patience = new CancellationTokenSource(_patience);
        while (!await isDone())
            await Task.Delay(10, patience.Token);
    }

    /// <summary>Sends one picture as the body.</summary>
    public Task<HttpResponseMessage> PostAsync(byte[] content, string type = "image/png", string query = "", string path = "predict") =>
        Client.PostAsync($"/{path}{query}", Body(content, type));

    /// <summary>Sends pictures as a form; their names are their numbers.</summary>
    public Task<HttpResponseMessage> PostFormAsync(IEnumerable<byte[]> pictures, string query = "", string path = "predict") =>
        Client.PostAsync($"/{path}{query}", Form(pictures));

    /// <summary>What the service says of one picture, all classes.</summary>
    public async Task<Classified> PredictAsync(byte[] content)
    {
        using var response = await PostAsync(content, query: "?top=" + AllClasses);
        return (await Answer.Of(response)).Predictions.Single();
    }

    /// <summary>As many as the model has.</summary>
    public int AllClasses => Get<ResNetMLNet.Pipelines.PredictionService.Model.ModelStore>().Information!.Classes.Count;

    /// <summary>Tells it to stop and waits until it has.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static ByteArrayContent Body(byte[] content, string type)
    {
        var body = new ByteArrayContent(content);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return body;
    }

    private static MultipartFormDataContent Form(IEnumerable<byte[]> pictures)
    {
        var form = new MultipartFormDataContent();
        foreach (var (i, picture) in pictures.Index())
            form.Add(Body(picture, "image/png"), "files", $"{i}.png");
        return form;
    }
}
