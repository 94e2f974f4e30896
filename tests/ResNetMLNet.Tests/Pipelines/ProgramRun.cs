using System.Text;
using ResNetMLNet.Pipelines.Common.Output;
using Spectre.Console;
using Spectre.Console.Testing;

namespace ResNetMLNet.Tests.Pipelines;

/// <summary>One run of a program within the test's process.</summary>
internal sealed record ProgramRun(int ExitCode, string Results, string Progress)
{
    /// <summary>A program as a function of its arguments and its console.</summary>
    public delegate int Program(string[] args, ProgramConsole console, CancellationToken cancellationToken);

    public static ProgramRun Of(params string[] args) => Of(args, _ => { });

    /// <summary>Runs Fashion-MNIST's program.</summary>
    public static ProgramRun Of(
        string[] args,
        Action<string> whenWritten,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default) =>
        Of(ResNetMLNet.Pipelines.FashionMnist.App.Run, args, whenWritten, time, cancellationToken);

    /// <summary>Runs a program and looks at each line of its progress, on the thread that writes it.</summary>
    public static ProgramRun Of(
        Program program,
        string[] args,
        Action<string> whenWritten,
        TimeProvider? time,
        CancellationToken cancellationToken,
        TextReader? input = null)
    {
        using var results = NewConsole();
        using var lines = new LineWriter(whenWritten);
        var progress = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(lines),
        });
        progress.Profile.Width = 160;
        var exitCode = program(args, new ProgramConsole(results, progress, live: false, time, input), cancellationToken);
        return new ProgramRun(exitCode, Clean(results.Output), Clean(lines.ToString()));
    }

    public static TestConsole NewConsole() => new TestConsole().Width(160);

    private static string Clean(string text) => text.ReplaceLineEndings("\n").Trim();

    private sealed class LineWriter(Action<string> whenWritten) : StringWriter
    {
        private readonly StringBuilder _line = new();

        public override void Write(char value)
        {
            base.Write(value);
            if (value != '\n')
            {
                _line.Append(value);
                return;
            }

            whenWritten(_line.ToString().TrimEnd('\r'));
            _line.Clear();
        }

        public override void Write(string? value)
        {
            foreach (var character in value ?? "")
                Write(character);
        }

        public override void WriteLine(string? value) => Write(value + NewLine);

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));
    }
}
