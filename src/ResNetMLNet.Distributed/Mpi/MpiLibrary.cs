using System.Runtime.InteropServices;
using System.Text;

namespace ResNetMLNet.Distributed.Mpi;

/// <summary>The door to an installed MPI library, of Open MPI or with the binary interface of MPICH, which most others have.</summary>
/// <remarks>
/// Handles are addresses in the one and numbers in the other: both fit a native integer. All calls come from one thread.
/// </remarks>
internal sealed unsafe partial class MpiLibrary
{
    private const int Success = 0;
    private const int ThreadFunneled = 1;
    private const int LongestError = 1024;

    private readonly delegate* unmanaged[Cdecl]<int*, byte***, int, int*, int> _initThread;
    private readonly delegate* unmanaged[Cdecl]<nint, int*, int> _commRank;
    private readonly delegate* unmanaged[Cdecl]<nint, int*, int> _commSize;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, int> _commSetErrhandler;
    private readonly delegate* unmanaged[Cdecl]<void*, int, nint, int, int, nint, nint*, int> _isend;
    private readonly delegate* unmanaged[Cdecl]<void*, int, nint, int, int, nint, nint*, int> _irecv;
    private readonly delegate* unmanaged[Cdecl]<nint*, int*, nint, int> _test;
    private readonly delegate* unmanaged[Cdecl]<int, int, nint, int*, nint, int> _iprobe;
    private readonly delegate* unmanaged[Cdecl]<nint, int, int> _abort;
    private readonly delegate* unmanaged[Cdecl]<int> _finalize;
    private readonly delegate* unmanaged[Cdecl]<int, byte*, int*, int> _errorString;
    private readonly nint _world;
    private readonly nint _byte;
    private readonly nint _errorsReturn;
    private readonly nint _statusIgnore;

    private MpiLibrary(string name, nint library)
    {
        Name = name;
        _initThread = (delegate* unmanaged[Cdecl]<int*, byte***, int, int*, int>)Function("MPI_Init_thread");
        _commRank = (delegate* unmanaged[Cdecl]<nint, int*, int>)Function("MPI_Comm_rank");
        _commSize = (delegate* unmanaged[Cdecl]<nint, int*, int>)Function("MPI_Comm_size");
        _commSetErrhandler = (delegate* unmanaged[Cdecl]<nint, nint, int>)Function("MPI_Comm_set_errhandler");
        _isend = (delegate* unmanaged[Cdecl]<void*, int, nint, int, int, nint, nint*, int>)Function("MPI_Isend");
        _irecv = (delegate* unmanaged[Cdecl]<void*, int, nint, int, int, nint, nint*, int>)Function("MPI_Irecv");
        _test = (delegate* unmanaged[Cdecl]<nint*, int*, nint, int>)Function("MPI_Test");
        _iprobe = (delegate* unmanaged[Cdecl]<int, int, nint, int*, nint, int>)Function("MPI_Iprobe");
        _abort = (delegate* unmanaged[Cdecl]<nint, int, int>)Function("MPI_Abort");
        _finalize = (delegate* unmanaged[Cdecl]<int>)Function("MPI_Finalize");
        _errorString = (delegate* unmanaged[Cdecl]<int, byte*, int*, int>)Function("MPI_Error_string");
        (nint, nint, nint, nint) ofMpich = (0x44000000, 0x4c00010d, 0x54000001, 1);
        (_world, _byte, _errorsReturn, _statusIgnore) = NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out var world)
            ? (world, Function("ompi_mpi_byte"), Function("ompi_mpi_errors_return"), 0)
            : ofMpich;

        nint Function(string function) => NativeLibrary.GetExport(library, function);
    }

    /// <summary>The file name.</summary>
    public string Name { get; }

    /// <summary>Loads the first of some libraries that is there.</summary>
    /// <exception cref="DllNotFoundException">None is.</exception>
    public static MpiLibrary Load(IReadOnlyList<string> names)
    {
        // UCX takes the signal by which .NET knows null references; .NET's own way of setting a variable does not reach it.
        if (!OperatingSystem.IsWindows())
            _ = SetEnvironmentVariable("UCX_ERROR_SIGNALS", "", overwrite: 0);
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
                return new MpiLibrary(name, library);
        }
        throw new DllNotFoundException(
            $"A launcher of MPI has started this process, but its library is not found: {string.Join(" or ", names)}. Install that of the "
            + "launcher, or add its folder to LD_LIBRARY_PATH (PATH on Windows).");
    }

    /// <summary>Joins the processes; from now on all calls come from this thread.</summary>
    public (int Rank, int Size) Init()
    {
        int provided, rank, size;
        Check(_initThread(null, null, ThreadFunneled, &provided));
        Check(_commSetErrhandler(_world, _errorsReturn));
        Check(_commRank(_world, &rank));
        Check(_commSize(_world, &size));
        return (rank, size);
    }

    /// <summary>Begins to send bytes, which have to stay where they are until the request is done.</summary>
    public void Send(byte* bytes, int length, int rank, int tag, nint* request) =>
        Check(_isend(bytes, length, _byte, rank, tag, _world, request));

    /// <summary>Begins to receive bytes.</summary>
    public void Receive(byte* bytes, int length, int rank, int tag, nint* request) =>
        Check(_irecv(bytes, length, _byte, rank, tag, _world, request));

    /// <summary>Whether a request is done.</summary>
    public bool IsDone(nint* request)
    {
        int isDone;
        Check(_test(request, &isDone, _statusIgnore));
        return isDone != 0;
    }

    /// <summary>Whether a rank has sent something with a tag.</summary>
    public bool HasSent(int rank, int tag)
    {
        int hasSent;
        Check(_iprobe(rank, tag, _world, &hasSent, _statusIgnore));
        return hasSent != 0;
    }

    /// <summary>Leaves the processes, which all do.</summary>
    public void Leave() => Check(_finalize());

    /// <summary>Ends all processes.</summary>
    public void Abort() => _ = _abort(_world, 1);

    private void Check(int code)
    {
        if (code == Success)
            return;
        var text = stackalloc byte[LongestError];
        int length;
        var message = _errorString(code, text, &length) == Success ? Encoding.UTF8.GetString(text, length) : "an error without a text";
        throw new InvalidOperationException(FormattableString.Invariant($"MPI ({Name}) reports error {code}: {message.Trim()}."));
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
