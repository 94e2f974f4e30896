using Microsoft.Extensions.Options;
using ResNetMLNet.Interop;
using ResNetMLNet.Pipelines.PredictionService.Batching;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Endpoints;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Pipelines.PredictionService.Observability;
using ResNetMLNet.Pipelines.PredictionService.Page;
using ResNetMLNet.Pipelines.PredictionService.Pictures;
using ResNetMLNet.Pipelines.PredictionService.Problems;

namespace ResNetMLNet.Pipelines.PredictionService;

/// <summary>The service as a function of its arguments.</summary>
internal static class App
{
    private const int Done = 0;
    private const int WrongSettings = 1;

    /// <summary>Runs the service until it is told to stop, and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = Create(args);
            await app.RunAsync();
            return Done;
        }
        catch (Exception exception)
            when (exception is OptionsValidationException or InvalidOperationException or IOException or FormatException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return WrongSettings;
        }
    }

    /// <summary>Makes the service; it listens once it is started.</summary>
    /// <param name="args">The arguments, such as <c>--PredictionService:ModelPath=model.zip</c>.</param>
    public static WebApplication Create(string[] args)
    {
        // Settings and page lie beside the program, wherever it is started.
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        Addresses.UseLoopbackByDefault(builder);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AddServices(builder.Services);
        var app = builder.Build();

        // Before the host starts, which would log wrong settings with a trace.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        ComputeThreads.Count = app.Services.GetRequiredService<IOptions<ServiceOptions>>().Value.Threads;
        Addresses.WarnIfReachable(app);
        app.UseMiddleware<RequestMeasurement>();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(pages => ProblemResponse.WriteAsync(pages.HttpContext, pages.HttpContext.Response.StatusCode));
        app.UsePage();
        app.MapService();
        return app;
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddOptions<ServiceOptions>()
            .BindConfiguration(ServiceOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ServiceOptions>, ServiceOptionsValidation>();
        services.AddSingleton<ServiceMetrics>();
        services.AddSingleton<ModelStore>();
        services.AddSingleton<PictureQueue>();
        services.AddSingleton<PictureDecoding>();
        services.AddSingleton<BufferedBytes>();
        services.AddSingleton<UploadReader>();
        services.AddSingleton<Predictor>();
        services.AddSingleton<PredictEndpoint>();
        services.AddHostedService<ScoringLoop>();
        services.AddHostedService<ModelWatcher>();
        services.AddExceptionHandler<ProblemHandler>();
        services.AddProblemDetails();
        services.AddOpenApi();
    }
}
