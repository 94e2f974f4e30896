using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.PredictionService.Batching;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Endpoints;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Pipelines.PredictionService.Observability;
using ResNetMLNet.Pipelines.PredictionService.Page;
using ResNetMLNet.Pipelines.PredictionService.Pictures;
using ResNetMLNet.Pipelines.PredictionService.Problems;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Pipelines.PredictionService;

/// <summary>The service as a function of its arguments.</summary>
internal static class App
{
    private const int Done = 0;
    private const int WrongSettings = 1;

    /// <summary>Runs the service until it is told to stop, and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (Help.IsAskedFor(args))
        {
            await Console.Out.WriteAsync(Help.Text);
            return Done;
        }

        if (await MakeAsync(args) is not { } app)
            return WrongSettings;
        await using (app)
            return await RunAsync(app);
    }

    /// <summary>Makes the service; it listens once it is started.</summary>
    /// <param name="args">The arguments, such as <c>--PredictionService:ModelPath=model.zip</c>.</param>
    public static WebApplication Create(string[] args)
    {
        SettingsCheck.Arguments(args);

        // Settings and page lie beside the program, wherever it is started.
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        SettingsCheck.Section(builder.Configuration);
        Addresses.UseLoopbackByDefault(builder);
        var quiet = new QuietStart();
        builder.Configuration.Sources.Add(quiet);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AddServices(builder.Services);
        var app = builder.Build();

        // Before the host starts, which would log wrong settings with a trace.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.Lifetime.ApplicationStarted.Register(quiet.End);

        // What else the service does needs the cores that threads would keep busy while they look out for work.
        ComputeThreads.AreSpinning = false;
        ComputeThreads.Count = app.Services.GetRequiredService<IOptions<ServiceOptions>>().Value.Threads;
        Addresses.WarnIfReachable(app);
        app.UseMiddleware<RequestMeasurement>();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(pages => ProblemResponse.WriteAsync(pages.HttpContext, pages.HttpContext.Response.StatusCode));
        app.UsePage();
        app.MapService();
        return app;
    }

    private static async Task<WebApplication?> MakeAsync(string[] args)
    {
        try
        {
            return Create(args);
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync(StartErrorText.OfSettings(exception));
            return null;
        }
    }

    private static async Task<int> RunAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync(StartErrorText.OfListening(exception, Addresses.Text(app.Configuration)));

            // What has started, such as the loading of the model, ends before the process does.
            await app.StopAsync();
            return WrongSettings;
        }

        await app.WaitForShutdownAsync();
        return Done;
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddOptions<ServiceOptions>()
            .BindConfiguration(ServiceOptions.Section)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ServiceOptions>, ServiceOptionsValidation>();
        services.AddSingleton<ServiceMetrics>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<RuntimeRace>();
        services.AddSingleton<FasterRuntime>();
        services.AddSingleton<ModelLoader>();
        services.AddSingleton<ModelStore>();
        services.AddSingleton<PictureQueue>();
        services.AddSingleton<ScoringHealth>();
        services.AddSingleton<PictureDecoding>();
        services.AddSingleton<BufferedBytes>();
        services.AddSingleton<UploadReader>();
        services.AddSingleton<Predictor>();
        services.AddSingleton<PictureRequests>();
        services.AddSingleton<PredictEndpoint>();
        services.AddSingleton<ExplainEndpoint>();
        services.AddHostedService<ScoringLoop>();
        services.AddHostedService<ModelWatcher>();
        services.AddHostedService<ScoringProbe>();
        services.AddExceptionHandler<ProblemHandler>();
        services.AddProblemDetails();
        services.AddOpenApi();
    }
}
