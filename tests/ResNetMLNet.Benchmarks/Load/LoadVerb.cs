using System.CommandLine;
using ResNetMLNet.Benchmarks.CommandLine;

namespace ResNetMLNet.Benchmarks.Load;

/// <summary>The verb <c>load</c>: the prediction service under many clients, every answer checked.</summary>
internal static class LoadVerb
{
    /// <summary>The name of the verb.</summary>
    public const string Name = "load";

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var model = new Option<string>("--model") { HelpName = "FILE", Description = "The model.zip to serve.", Required = true };
        var service = new Option<string?>("--service")
        {
            HelpName = "FILE",
            Description = "The program of the service, to be started with the model.",
        };
        var url = new Option<Uri?>("--url")
        {
            HelpName = "URL",
            Description = "Where a service with this model runs already, instead of --service.",
            CustomParser = result =>
            {
                if (Uri.TryCreate(result.Tokens.Single().Value, UriKind.Absolute, out var address))
                    return address;
                result.AddError($"--url is '{result.Tokens.Single().Value}'; it must be like http://127.0.0.1:5080.");
                return null;
            },
        };
        var clients = new Option<int>("--clients") { Description = "The clients.", DefaultValueFactory = _ => 64 };
        var seconds = new Option<double>("--seconds") { Description = "How long they send.", DefaultValueFactory = _ => 60 };
        var kill = new Option<double?>("--kill-seconds")
        {
            Description = "Kill the service this often and start it again; refused and broken connections are no failure then.",
        };
        var command = new Command(Name, "Put load on the prediction service: one client, then many. Every answer is checked.")
        {
            model, service, url, clients, seconds, kill,
        };
        command.SetAction((parsed, token) => RunAsync(
            new LoadSettings(
                parsed.GetValue(model)!,
                parsed.GetValue(service),
                parsed.GetValue(url),
                parsed.GetValue(clients),
                TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                parsed.GetValue(kill) is { } interval ? TimeSpan.FromSeconds(interval) : null),
            token));
        return command;
    }

    private static async Task RunAsync(LoadSettings settings, CancellationToken cancellationToken)
    {
        Check(settings);
        var pictures = LoadPictures.Make(settings.Model);
        using var service = settings.Service is { } program
            ? await ServiceProcess.StartAsync(program, Path.GetFullPath(settings.Model), cancellationToken)
            : null;
        var measurement = new LoadMeasurement(settings, pictures, service, service?.Url ?? settings.Url!);
        var results = await measurement.RunAllAsync(cancellationToken);
        await Console.Out.WriteLineAsync(LoadTable.Of(results));
        RequireRightAnswers(results, settings);
    }

    private static void Check(LoadSettings settings)
    {
        if (settings.Service is null == settings.Url is null)
            throw new BenchmarkException("Give either --service, the program to start, or --url, where it runs.");
        if (settings.Service is { } program && !File.Exists(program))
            throw new BenchmarkException($"The service '{program}' does not exist. Build pipelines/PredictionService.");
        if (settings.KillInterval is not null && settings.Service is null)
            throw new BenchmarkException("--kill-seconds needs --service: only what was started here is killed.");
        if (settings.Clients < 1 || settings.Duration <= TimeSpan.Zero)
            throw new BenchmarkException("--clients and --seconds must be above 0.");
    }

    private static void RequireRightAnswers(IReadOnlyList<LoadResult> results, LoadSettings settings)
    {
        var allowsInterruption = settings.KillInterval is not null;
        if (results.Any(result => result.Wrong + result.Failed > 0 || result.Answers == 0))
            throw new BenchmarkException("There are wrong or failed answers, or none at all: see the table.");
        if (!allowsInterruption && results.Any(result => result.Refused + result.Disconnected > 0))
            throw new BenchmarkException("There are refused requests or broken connections: see the table.");
    }
}
