using System.Text;
using ResNetMLNet.Distributed.Mpi;
using Spectre.Console;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>The program's two streams: results go to standard output, everything else to standard error.</summary>
/// <param name="results">Where results are written.</param>
/// <param name="progress">Where progress, notices and errors are written.</param>
/// <param name="live">Whether <paramref name="progress"/> is a terminal on which lines can be redrawn.</param>
/// <param name="time">The clock of the progress display.</param>
/// <param name="input">What stands for standard input.</param>
internal sealed class ProgramConsole(
    IAnsiConsole results, IAnsiConsole progress, bool live, TimeProvider? time = null, TextReader? input = null)
{
    // Wide enough that no table wraps in a file or a pipe, which have no width of their own.
    private const int WidthWithoutTerminal = 160;

    /// <summary>The shortest time between two lines of progress where nothing can be redrawn.</summary>
    public static TimeSpan LineInterval { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Standard output.</summary>
    public IAnsiConsole Results { get; } = Plain(results);

    /// <summary>Standard error.</summary>
    public IAnsiConsole Progress { get; } = Plain(progress);

    /// <summary>Whether progress is redrawn in place instead of written as lines.</summary>
    public bool IsLive { get; } = live;

    /// <summary>The clock of the progress display.</summary>
    public TimeProvider Time { get; } = time ?? TimeProvider.System;

    /// <summary>Standard output without wrapping and markup, for text that must arrive as it is.</summary>
    public TextWriter ResultWriter => new PlainWriter(Results.Profile.Out.Writer);

    /// <summary>The same for programs, which read names as they are; a terminal would obey some.</summary>
    public TextWriter DataWriter => Results.Profile.Out.IsTerminal ? ResultWriter : Results.Profile.Out.Writer;

    /// <summary>Standard error without wrapping and markup.</summary>
    public TextWriter ProgressWriter => new PlainWriter(Progress.Profile.Out.Writer);

    /// <summary>Standard input as UTF-8, whatever the system's encoding.</summary>
    public TextReader OpenInput() => input ?? new StreamReader(Console.OpenStandardInput());

    /// <summary>The console of the running process.</summary>
    public static ProgramConsole OfProcess()
    {
        // Open MPI gives its processes a terminal, whose codes come out among the lines of all.
        if (IsLaunched)
            Environment.SetEnvironmentVariable("TERM", "dumb");
        Console.OutputEncoding = Encoding.UTF8;
        Console.SetError(new LastingWriter(Console.Error));

        // Results that go to a file or a pipe must not get lost without an error.
        if (!Console.IsOutputRedirected)
            Console.SetOut(new LastingWriter(Console.Out));
        var results = CreateConsole(Console.Out);
        var progress = CreateConsole(Console.Error);
        var live = progress.Profile.Out.IsTerminal && progress.Profile.Capabilities.Ansi;
        return new ProgramConsole(results, progress, live);
    }

    /// <summary>A console that writes nothing, as that of a rank whose words are those of rank 0.</summary>
    public static ProgramConsole Silent() => new(CreateConsole(TextWriter.Null), CreateConsole(TextWriter.Null), live: false);

    /// <summary>Writes one line to standard error.</summary>
    public void WriteNotice(string text) => ProgressWriter.WriteLine(PlainWriter.Line(text));

    /// <summary>Writes an error to standard error.</summary>
    public void WriteError(string text)
    {
        Progress.Markup("[red]error:[/] ");
        ProgressWriter.WriteLine(text);
    }

    /// <summary>Writes a warning to standard error that cannot be overlooked.</summary>
    public void WriteWarning(string title, string text) =>
        Progress.Write(new Panel(new Text(text))
            .Header($"[bold yellow] {Markup.Escape(title)} [/]")
            .BorderColor(Color.Yellow)
            .DoubleBorder());

    /// <summary>
    /// Runs something that may take seconds: under a spinner on a terminal, else after a line that says what is being
    /// done. The action that <paramref name="work"/> is given tells how far it has come; as lines, every ten seconds at
    /// most.
    /// </summary>
    public T During<T>(string what, Func<Action<string>, T> work)
    {
        if (IsLive)
        {
            return Progress.Status().Start(
                Markup.Escape(what),
                context => work(text => context.Status = Markup.Escape(text)));
        }

        WriteNotice(what);
        var lastLine = Time.GetTimestamp();
        return work(text =>
        {
            if (Time.GetElapsedTime(lastLine) < LineInterval)
                return;
            WriteNotice(text);
            lastLine = Time.GetTimestamp();
        });
    }

    /// <summary>
    /// Brings back the cursor that a live display hides, for when the display has no time left to do it.
    /// </summary>
    public void ShowCursor()
    {
        if (IsLive)
        {
            Progress.Cursor.Show(true);
        }
    }

    private static bool IsLaunched => MpiLauncher.Find(Environment.GetEnvironmentVariable) is not null;

    private static IAnsiConsole Plain(IAnsiConsole console)
    {
        console.Pipeline.Attach(new PlainText());
        return console;
    }

    private static IAnsiConsole CreateConsole(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Out.IsTerminal || IsLaunched)
        {
            console.Profile.Width = WidthWithoutTerminal;
            console.Profile.Capabilities.Ansi = false;
            console.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        }

        return console;
    }
}
