using System.Diagnostics;
using System.Globalization;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class InterruptTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(1);

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_Closed_Terminal_Should_Ask_To_Stop_However_Often_It_Says_So()
    {
        using var results = ProgramRun.NewConsole();
        using var progress = ProgramRun.NewConsole();
        using var interrupt = new Interrupt(new ProgramConsole(results, progress, live: false));

        HangUp();
        Assert.IsTrue(interrupt.Token.WaitHandle.WaitOne(LongEnough));
        HangUp();
    }

    [TestMethod]
    public void A_Program_Should_Go_On_When_Its_Terminal_Is_Lost()
    {
        using var lost = new LostWriter();
        using var writer = new LastingWriter(lost);

        writer.WriteLine("epoch 1");
        writer.Write("epoch 2");
        writer.Flush();

        Assert.AreEqual(1, lost.Attempts);
    }

    private static void HangUp()
    {
        using var kill = Process.Start("kill", ["-HUP", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private sealed class LostWriter : StringWriter
    {
        public int Attempts { get; private set; }

        public override void Write(char value) => Fail();

        public override void Write(string? value) => Fail();

        public override void Write(char[] buffer, int index, int count) => Fail();

        private void Fail()
        {
            Attempts++;
            throw new IOException("Input/output error");
        }
    }
}
