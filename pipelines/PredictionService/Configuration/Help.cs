namespace ResNetMLNet.Pipelines.PredictionService.Configuration;

/// <summary>What <c>--help</c> shows.</summary>
internal static class Help
{
    private const string RejectBelow =
        "probability below which no class is named; a higher one of the model counts; none by default";

    /// <summary>The text.</summary>
    public const string Text = $"""
        Names what pictures show, over HTTP, by the model.zip that 'train' of one of the programs wrote.

        Usage: PredictionService [--SETTING=VALUE ...]

          --urls=URL;URL                             where it listens (http://127.0.0.1:5080)
          --PredictionService:ModelPath=FILE         the model (artifacts/fashion-mnist/model.zip)
          --PredictionService:Runtime=NAME           what computes it: Auto, AsSaved, OnnxRuntime (Auto)
          --PredictionService:RejectBelow=X          {RejectBelow}
          --PredictionService:Threads=N              threads that compute; without it the cores, or the container's quota
          --PredictionService:ModelPollInterval=TIME how often the file is looked at (00:00:01)
          --PredictionService:MaximumBatchSize=N     pictures scored at once (64)
          --PredictionService:MaximumBatchDelay=TIME longest wait for pictures on their way (00:00:00.002)
          --PredictionService:QueueCapacity=N        accepted pictures; with more 429 (512)
          --PredictionService:MaximumBodyBytes=N     bytes of a request; with more 413 (16777216)
          --PredictionService:MaximumBufferedBytes=N memory for the pictures of all requests; with more 429 (536870912)
          --PredictionService:MaximumPixels=N        pixels of a picture; with more 422 (25000000)
          --PredictionService:MaximumPictures=N      pictures of a request; with more 413 (64)
          --PredictionService:BodyTimeout=TIME       time for a body to arrive; then 408 (00:00:30)
          --Logging:LogLevel:Default=LEVEL           what is logged: Debug, Information, Warning, Error, None (Information)
          --Logging:Console:FormatterName=NAME       how: simple, json (simple)
          --help                                     this text

        Settings also come from appsettings.json beside the program and from the environment, there with two underscores for a
        colon: PredictionService__ModelPath. ASP.NET Core's http_ports, https_ports, environment, AllowedHosts,
        shutdownTimeoutSeconds and the sections Kestrel and Logging work too.

        The page is at /, the description of all paths at /openapi/v1.json.

        """;

    /// <summary>Whether the arguments ask for it.</summary>
    public static bool IsAskedFor(string[] args) => args.Any(argument => argument is "--help" or "-h" or "-?" or "/?");
}
