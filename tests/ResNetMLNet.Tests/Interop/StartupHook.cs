using ResNetMLNet.Interop;
using TorchSharp;

// The runtime calls a type of this name, without namespace, before Main if DOTNET_STARTUP_HOOKS names its assembly.
#pragma warning disable CA1050

/// <summary>
/// Turns the test program into one that loads the native libraries, says how that went and ends: they load once per
/// process, so that every failure needs a process of its own.
/// </summary>
internal static class StartupHook
{
    internal const string Success = "a tensor was made";

    public static void Initialize()
    {
        try
        {
            NativeLibraries.EnsureLoaded();
            using var sum = torch.ones(2).sum();
            Console.Write(sum.item<float>() == 2 ? Success : "a wrong tensor was made");
        }
        catch (DllNotFoundException e)
        {
            Console.Write(e.Message);
        }

        Environment.Exit(0);
    }
}
