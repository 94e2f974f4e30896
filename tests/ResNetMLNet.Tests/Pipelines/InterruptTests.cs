using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
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
        using var handled = new CountdownEvent(2);
        using var last = Handle(() => handled.Signal());
        using var interrupt = new Interrupt(new ProgramConsole(results, progress, live: false));

        HangUp();
        Assert.IsTrue(interrupt.Token.WaitHandle.WaitOne(LongEnough));
        HangUp();
        Assert.IsTrue(handled.Wait(LongEnough));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_Signal_On_Its_Way_When_The_Program_Ends_Should_Do_No_Harm()
    {
        using var results = ProgramRun.NewConsole();
        using var progress = ProgramRun.NewConsole();
        using var handled = new ManualResetEventSlim();
        using var last = Handle(handled.Set);
        var interrupt = new Interrupt(new ProgramConsole(results, progress, live: false));
        using var first = Handle(interrupt.Dispose);

        HangUp();

        Assert.IsTrue(handled.Wait(LongEnough));
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

    /// <summary>
    /// Does something as well when a terminal is closed: of all handlers the latest is called first. Without one the signal would
    /// end the process of the tests.
    /// </summary>
    private static PosixSignalRegistration Handle(Action action) => PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
    {
        context.Cancel = true;
        action();
    });

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
