using System.ComponentModel;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.PredictionService;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.PredictionService.Tests.Hosting;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Interop;

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
            Assert.IsFalse(ComputeThreads.AreSpinning, "the cores have other work as well");
        }
        finally
        {
            ComputeThreads.Count = null;
            ComputeThreads.AreSpinning = true;
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
    [DataRow("RejectBelow=95", "PredictionService:RejectBelow is 95; it must be a number above 0 and below 1.")]
    [DataRow("QueueCapacity=10", "PredictionService:QueueCapacity is 10; it must be at least MaximumPictures, 64.")]
    [DataRow(
        "MaximumBufferedBytes=450331647",
        "MaximumBufferedBytes is 450331647; it must be at least 3 x MaximumBodyBytes + 16 x MaximumPixels, 450331648.")]
    [DataRow("ModelPath= ", "PredictionService:ModelPath is empty; it must be the path of a model.zip.")]
    [DataRow("MaximumPixels=many", "Failed to convert configuration value 'many' at 'PredictionService:MaximumPixels'")]
    public async Task Wrong_Settings_Should_End_The_Start_With_One_Message(string setting, string message)
    {
        var run = await ConsoleRun.Of(
            "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", $"--PredictionService:{setting}");

        Assert.AreEqual(1, run.ExitCode);
        StringAssert.Contains(run.Error, message);
    }

    [TestMethod]
    [DataRow("'--model' is", "--PredictionService:ModelPath=VALUE", "--model", "model.zip")]
    [DataRow("'model.zip' is", "--PredictionService:ModelPath=VALUE", "model.zip")]
    [DataRow("'-h=1' is", "--", "-h=1")]
    [DataRow("'--port=80' is", "--http_ports=VALUE", "--port=80")]
    [DataRow("'--url=http://*:80' is", "--urls=VALUE", "--url=http://*:80")]
    [DataRow("'--PredictionService:Foo=1' is", "--PredictionService:", "--PredictionService:Foo=1")]
    [DataRow(
        "'--PredictionService:MaximumPixel=5' is",
        "--PredictionService:MaximumPixels=VALUE",
        "--PredictionService:MaximumPixel=5")]
    [DataRow("'--PredictionService__Runtime=5' is", "--PredictionService:Runtime=VALUE", "--PredictionService__Runtime=5")]
    [DataRow(
        "'--PredictionService:Runtime:Name=5' is", "--PredictionService:Runtime=VALUE", "--PredictionService:Runtime:Name=5")]
    public async Task An_Unknown_Setting_Should_End_The_Start_And_Name_The_Nearest(
        string unknown, string nearest, params string[] arguments)
    {
        var run = await ConsoleRun.Of(arguments);

        Assert.AreEqual(1, run.ExitCode);
        StringAssert.StartsWith(run.Error, $"{unknown} no setting of the service. The nearest is {nearest}");
        Assert.HasCount(1, run.Error.TrimEnd().Split('\n'), run.Error);
    }

    [TestMethod]
    public void An_Unknown_Setting_Of_The_Environment_Should_End_The_Start()
    {
        const string name = "PredictionService__QueueCapacty";
        Environment.SetEnvironmentVariable(name, "5");
        try
        {
            var exception = Assert.ThrowsExactly<UserErrorException>(() => App.Create([]));
            StringAssert.StartsWith(exception.Message, "'PredictionService:QueueCapacty' is no setting of the service.");
            StringAssert.Contains(exception.Message, "--PredictionService:QueueCapacity=");
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [TestMethod]
    public async Task A_Setting_Without_A_Value_Should_End_The_Start()
    {
        var run = await ConsoleRun.Of("--PredictionService:ModelPath");

        Assert.AreEqual(1, run.ExitCode);
        StringAssert.Contains(
            run.Error, "'--PredictionService:ModelPath' has no value: write --PredictionService:ModelPath=VALUE.");
    }

    [TestMethod]
    [DataRow("http://127.0.0.1:99999", "A port is a number from 0 to 65535.")]
    [DataRow("nowhere", "Invalid url: 'nowhere'.")]
    [DataRow("ftp://127.0.0.1:0", "ftp")]
    [DataRow("http://192.0.2.1:5080", "assign")]
    public async Task A_Wrong_Address_Should_End_The_Start_With_One_Message(string address, string reason)
    {
        using var folder = new TemporaryFolder();
        var run = await ConsoleRun.Of($"--urls={address}", $"--PredictionService:ModelPath={folder.File("model.zip")}");

        Assert.AreEqual(1, run.ExitCode);
        StringAssert.StartsWith(run.Error, $"The service cannot listen at '{address}': ");
        StringAssert.Contains(run.Error, reason);
        Assert.HasCount(1, run.Error.TrimEnd().Split('\n'), run.Error);
    }

    [TestMethod]
    public async Task An_Address_In_Use_Should_End_The_Start_With_One_Message()
    {
        using var folder = new TemporaryFolder();
        var model = folder.File("model.zip");
        await using var host = await ServiceHost.StartWithoutWaitingAsync(model);
        var run = await ConsoleRun.Of($"--urls={host.BaseAddress}", $"--PredictionService:ModelPath={model}");

        Assert.AreEqual(1, run.ExitCode);
        StringAssert.Contains(run.Error, "address already in use");
        Assert.DoesNotContain("Exception", run.Output + run.Error, "no trace");
    }

    [TestMethod]
    public async Task The_Server_Should_Log_Its_Errors_After_The_Start()
    {
        using var folder = new TemporaryFolder();
        await using var host = await ServiceHost.StartWithoutWaitingAsync(folder.File("model.zip"));

        Assert.IsTrue(host.Get<ILoggerFactory>().CreateLogger("Microsoft.AspNetCore.Server.Kestrel").IsEnabled(LogLevel.Error));
    }

    [TestMethod]
    [DataRow("--help")]
    [DataRow("--urls=http://127.0.0.1:0", "-h")]
    public async Task Help_Should_Tell_Every_Setting_With_Its_Default(params string[] arguments)
    {
        var run = await ConsoleRun.Of(arguments);

        Assert.AreEqual((0, ""), (run.ExitCode, run.Error));
        var defaults = new ServiceOptions();
        foreach (var property in typeof(ServiceOptions).GetProperties())
        {
            var line = run.Output.Split('\n').Single(line => line.Contains($"--PredictionService:{property.Name}="));
            if (property.GetValue(defaults) is not { } value)
            {
                Assert.DoesNotContain("(", line, "It has no default.");
                continue;
            }
            var text = line.TrimEnd(')', '\r').Split('(')[^1];
            Assert.AreEqual(
                value, TypeDescriptor.GetConverter(property.PropertyType).ConvertFromInvariantString(text));
        }
    }

    private static string AddressOf(params string[] arguments)
    {
        using var app = App.Create(arguments);
        return app.Configuration["urls"] ?? app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Single();
    }
}
