using System.Diagnostics;

namespace ResNetMLNet.Interop;

/// <summary>Starts further processes of this program.</summary>
internal static class SelfProcess
{
    /// <summary>How to start this program with some arguments and all three streams redirected.</summary>
    public static ProcessStartInfo With(IEnumerable<string> arguments)
    {
        var program = Environment.ProcessPath ?? throw new NotSupportedException("The system does not tell the program's path.");
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Started as "dotnet Program.dll", the program itself is the first argument.
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }
}
