using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;

namespace ResNetMLNet.Distributed.Tests;

/// <summary>Scores generated rows in a process of its own, which is this program.</summary>
internal sealed class ScoringProcess : IDisposable
{
    /// <summary>The first argument of such a process.</summary>
    public const string Verb = "score-generated-rows";

    private readonly Process _process;

    private ScoringProcess(Process process) => _process = process;

    /// <summary>Starts a process.</summary>
    /// <param name="part">Its part.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="model">The model's file.</param>
    /// <param name="folder">Where the blocks are.</param>
    public static ScoringProcess Start(string part, int rows, string model, string folder)
    {
        string[] args = [typeof(ScoringProcess).Assembly.Location, Verb, part, rows.ToString(CultureInfo.InvariantCulture), model, folder];
        var start = new ProcessStartInfo("dotnet", args) { RedirectStandardOutput = true };
        return new(Process.Start(start)!);
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits until it ends well, and gives the most memory that it had, in bytes.</summary>
    public long PeakMemory()
    {
        var peak = long.Parse(_process.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
        _process.WaitForExit();
        Assert.AreEqual(0, _process.ExitCode);
        return peak;
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    /// <summary>What the process does.</summary>
    /// <param name="args">What it was started with.</param>
    public static int Run(string[] args)
    {
        var (rows, model, folder) = (int.Parse(args[2], CultureInfo.InvariantCulture), args[3], args[4]);
        var ml = new MLContext(seed: 1);
        ml.Model.ScoreToBlocks(
            ml.Model.Load(model, out _),
            GeneratedRows.View(ml, rows),
            new() { Folder = folder, Part = ScoringPart.Parse(args[1]), KeyColumnNames = [nameof(GeneratedRows.Row.Id)] });
        using var self = Process.GetCurrentProcess();
        Console.Write(self.PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
