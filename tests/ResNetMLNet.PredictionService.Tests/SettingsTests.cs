using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ResNetMLNet.Interop;
using ResNetMLNet.Pipelines.PredictionService;
using ResNetMLNet.Pipelines.PredictionService.Configuration;

namespace ResNetMLNet.PredictionService.Tests;

[TestClass]
public sealed class SettingsTests
{
    [TestMethod]
    public void The_Settings_File_Should_Hold_The_Defaults()
    {
        using var app = App.Create([]);
        var options = app.Services.GetRequiredService<IOptions<ServiceOptions>>().Value;
        var defaults = new ServiceOptions();

        foreach (var property in typeof(ServiceOptions).GetProperties())
            Assert.AreEqual(property.GetValue(defaults), property.GetValue(options), property.Name);
    }

    [TestMethod]
    public void The_Threads_Should_Be_Those_Of_The_Settings()
    {
        try
        {
            using var app = App.Create(["--PredictionService:Threads=3"]);
            Assert.AreEqual(3, ComputeThreads.Count);
        }
        finally
        {
            ComputeThreads.Count = null;
        }
    }

    [TestMethod]
    public void The_Service_Should_Listen_To_This_Machine_Only() =>
        Assert.AreEqual("http://127.0.0.1:5080", AddressOf());

    [TestMethod]
    public void The_Standard_Settings_Should_Choose_The_Address() =>
        Assert.AreEqual("http://127.0.0.1:5999", AddressOf("--urls=http://127.0.0.1:5999"));

    [TestMethod]
    [DataRow("MaximumBatchSize=0", "PredictionService:MaximumBatchSize is 0; it must be from 1 to 4096.")]
    [DataRow(
        "MaximumBatchDelay=-00:00:01",
        "PredictionService:MaximumBatchDelay is -00:00:01; it must be a time from 00:00:00 to 01:00:00.")]
    [DataRow("Threads=0", "PredictionService:Threads is 0; it must be from 1 to 1024.")]
    [DataRow("QueueCapacity=10", "PredictionService:QueueCapacity is 10; it must be at least MaximumPictures, 64.")]
    [DataRow("ModelPath= ", "PredictionService:ModelPath is empty; it must be the path of a model.zip.")]
    [DataRow("MaximumPixels=many", "Failed to convert configuration value 'many' at 'PredictionService:MaximumPixels'")]
    [DataRow("MaximumPixel=5", "MaximumPixel")]
    public async Task Wrong_Settings_Should_End_The_Start_With_One_Message(string setting, string message)
    {
        var original = Console.Error;
        using var error = new StringWriter();
        Console.SetError(error);
        try
        {
            var exitCode = await App.RunAsync(
                ["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", $"--PredictionService:{setting}"]);

            Assert.AreEqual(1, exitCode);
            StringAssert.Contains(error.ToString(), message);
        }
        finally
        {
            Console.SetError(original);
        }
    }

    private static string AddressOf(params string[] arguments)
    {
        using var app = App.Create(arguments);
        return app.Configuration["urls"] ?? app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Single();
    }
}
