using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using Spectre.Console;
using Spectre.Console.Testing;

namespace ResNetMLNet.Tests.Pipelines;

/// <summary>Names of files may hold what a terminal obeys.</summary>
[TestClass]
public sealed class PlainTextTests
{
    private const string Name = "a\e[31m\u009b2Jb.png";

    [TestMethod]
    public void Nothing_That_Is_Written_Should_Reach_The_Terminal_With_Its_Control_Characters()
    {
        using var output = ProgramRun.NewConsole();
        var console = new ProgramConsole(output, output, live: false);

        console.WriteNotice(Name);
        console.WriteError(Name);
        console.WriteWarning(Name, Name);
        console.During(Name, status => 0);
        console.ResultWriter.WriteLine(Name);
        console.ResultWriter.Write(Name.ToCharArray());
        console.Results.Write(new Table().AddColumn(Markup.Escape(Name)));

        Assert.DoesNotContain('\e', output.Output);
        Assert.DoesNotContain('\u009b', output.Output);
        Assert.Contains("a?[31m?2Jb.png", output.Output);
    }

    [TestMethod]
    public void A_Carriage_Return_Should_Pass_Before_A_Line_Feed_Only()
    {
        using var output = new StringWriter { NewLine = "\r\n" };
        using var writer = new PlainWriter(output);

        writer.Write("a\rb\r\n");
        writer.Write('\r');
        writer.WriteLine("c\r");

        Assert.AreEqual("a?b\r\n?c?\r\n", output.ToString());
    }

    [TestMethod]
    public void A_Name_With_Line_Ends_Should_Not_Begin_A_Line_Of_Its_Own()
    {
        const string name = "a\nerror: b\r\nerror: c.png";
        using var output = ProgramRun.NewConsole();
        var console = new ProgramConsole(output, output, live: false);

        console.WriteNotice(name);
        console.WriteError(ErrorText.Describe(new UserErrorException(name)));
        console.Results.Write(PredictionTable.Of([new Prediction(name, "x", [new("x", 1)]), new Prediction("x", name, [new(name, 1)])]));

        Assert.HasCount(4, output.Lines.Where(line => line.Contains("a error: b error: c.png", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void The_Programs_Own_Colours_Should_Stay()
    {
        using var output = new TestConsole().EmitAnsiSequences();

        new ProgramConsole(output, output, live: false).WriteError("x");

        Assert.Contains('\e', output.Output);
    }
}
