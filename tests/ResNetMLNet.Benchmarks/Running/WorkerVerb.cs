using System.CommandLine;
using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Benchmarks.Models;
using ResNetMLNet.Interop;

namespace ResNetMLNet.Benchmarks.Running;

/// <summary>
/// The hidden verb of a child process: it prepares a contender, says so, then runs one round for every line that comes in.
/// </summary>
internal static class WorkerVerb
{
    /// <summary>The verb.</summary>
    public const string Name = "worker";

    /// <summary>In place of a contender: make the model's files and end.</summary>
    public const string MakeModel = "make-model";

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var contender = new Argument<string>("contender");
        var size = new Option<int>("--size");
        var rows = new Option<int>("--rows");
        var batch = new Option<int>("--batch");
        var classes = new Option<int>("--classes");
        var checkRows = new Option<int>("--check-rows");
        var checkBatch = new Option<int>("--check-batch");
        var held = new Option<int>("--held");
        var folder = new Option<string>("--folder");
        var command = new Command(Name, "One contender, driven by another process.")
        {
            contender, size, rows, batch, classes, checkRows, checkBatch, held, folder,
        };
        command.Hidden = true;
        command.SetAction(parsed => Run(
            new WorkerSettings(
                parsed.GetValue(contender)!, parsed.GetValue(size), parsed.GetValue(rows), parsed.GetValue(folder)!)
            {
                Batch = parsed.GetValue(batch),
                Classes = parsed.GetValue(classes),
                CheckRows = parsed.GetValue(checkRows),
                CheckBatch = parsed.GetValue(checkBatch),
                Held = parsed.GetValue(held),
            },
            Console.In,
            Console.Out));
        return command;
    }

    private static void Run(WorkerSettings settings, TextReader input, TextWriter output)
    {
        if (settings.Contender == MakeModel)
        {
            ModelMaker.Make(settings);
            output.WriteLine(WorkerLine.Of(new Evidence()));
            return;
        }
        if (ContenderName.KeepsFreedMemory(settings.Contender))
            NativeAllocator.KeepFreedMemory();
        using var contender = ContenderCatalog.Create(settings);
        output.WriteLine(WorkerLine.Of(contender.Check()));
        while (input.ReadLine() == WorkerLine.Go)
        {
            var (seconds, rows) = contender.Run();
            output.WriteLine(WorkerLine.Of(new Round(seconds, rows, ProcessMemory.Peak())));
        }
    }
}
