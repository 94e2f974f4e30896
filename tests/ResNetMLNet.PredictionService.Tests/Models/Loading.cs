using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Model;

namespace ResNetMLNet.PredictionService.Tests.Models;

/// <summary>Loads models without a service.</summary>
internal static class Loading
{
    /// <summary>A loader of the model that the options name.</summary>
    public static ModelLoader By(ServiceOptions options)
    {
        var wrapped = Options.Create(options);
        var race = new RuntimeRace(TimeProvider.System);
        return new ModelLoader(new FasterRuntime(race, wrapped, NullLogger<FasterRuntime>.Instance), wrapped);
    }
}
