using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Benchmarks.Models;
using ResNetMLNet.Benchmarks.Running;
using ResNetMLNet.Interop;

namespace ResNetMLNet.Benchmarks.StartUp;

/// <summary>The hidden verb of a fresh process that loads a model, predicts twice and writes its times.</summary>
internal static class StartUpChild
{
    private const string Name = "startup-child";

    /// <summary>The command line of the child.</summary>
    public static IReadOnlyList<string> Arguments(string folder, int size) => [Name, folder, $"{size}"];

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("folder");
        var size = new Argument<int>("size");
        var command = new Command(Name, "One start, timed from within.") { folder, size };
        command.Hidden = true;
        command.SetAction(parsed => Run(parsed.GetValue(folder)!, parsed.GetValue(size)));
        return command;
    }

    private static void Run(string folder, int size)
    {
        using var process = Process.GetCurrentProcess();
        var runtime = (DateTime.Now - process.StartTime).TotalMilliseconds;
        var clock = Stopwatch.StartNew();
        NativeLibraries.EnsureLoaded();
        var native = Lap();
        var ml = new MLContext();
        var model = ml.Model.Load(ModelFiles.Zip(folder), out _);
        var loaded = Lap();
        using var engine = ml.Model.CreatePredictionEngine<ImageRow, PredictionRow>(
            model, inputSchemaDefinition: ImageRow.Definition(size));
        var made = Lap();
        var row = new ImageRow { Features = new float[size * size] };
        engine.Predict(row);
        var first = Lap();
        engine.Predict(row);
        var second = Lap();
        Console.Out.WriteLine(WorkerLine.Of(new StartUpTimes(runtime, native, loaded, made, first, second)));

        double Lap()
        {
            var elapsed = clock.Elapsed.TotalMilliseconds;
            clock.Restart();
            return elapsed;
        }
    }
}
