using System.Runtime.InteropServices;
using TorchSharp;

namespace ResNetMLNet.Interop;

/// <summary>An attempt to load native libraries that remembers, in the loader's words, what went wrong.</summary>
internal sealed partial class NativeLoad
{
    private readonly List<string> _failures = [];

    /// <summary>The loader's messages, one a line, in the order of the attempts.</summary>
    internal string Failures => string.Join(Environment.NewLine, _failures.Distinct());

    /// <summary>Loads a library of the application from its file, or else wherever the runtime finds it.</summary>
    internal bool TryOpenDeployed(string library)
    {
        if (NativeFile.Find(library) is { } file)
        {
            return TryOpen(file);
        }

        // Notebooks and plug-in hosts find native files by events of their own, and report nothing that helps.
        return NativeLibrary.TryLoad(library, typeof(torch).Assembly, null, out _)
            || Fail($"{NativeFile.NameOf(library)}: not among the files of the application");
    }

    /// <summary>Loads a library from its file; one that is not there is no failure worth a line.</summary>
    internal bool TryOpen(string file)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        if (OperatingSystem.IsLinux())
        {
            return TryOpenAtOnce(file);
        }

        try
        {
            NativeLibrary.Load(file);
            return true;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return Fail(e.Message);
        }
    }

    /// <summary>
    /// Loads a library and looks up all that it calls. The runtime leaves functions to their first call, and a function
    /// that libtorch lacks then ends the process.
    /// </summary>
    private bool TryOpenAtOnce(string file)
    {
        const int Now = 2;

        // The runtime's own calls leave messages behind; it also must not resolve the second import in between.
        TakeError();
        return Open(file, Now) != 0 || Fail(Marshal.PtrToStringUTF8(TakeError()) ?? $"{file}: cannot be loaded");
    }

    private bool Fail(string message)
    {
        _failures.Add(message);
        return false;
    }

    [LibraryImport("libdl.so.2", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string file, int mode);

    [LibraryImport("libdl.so.2", EntryPoint = "dlerror")]
    private static partial nint TakeError();
}
