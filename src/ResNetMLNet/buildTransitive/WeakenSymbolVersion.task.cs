using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// MSBuild task that copies 64-bit ELF libraries and marks one required symbol version in the copies as weak.
/// </summary>
/// <remarks>
/// The dynamic loader refuses a library that asks for a version which the installed dependency lacks, except if the
/// request is weak. One flag changes, in the copy only; a library without the request is copied as it is.
/// Layout: System V ABI, chapter 5, and the GNU extension for symbol versions (LSB Core, 10.7).
/// </remarks>
public sealed class WeakenSymbolVersion : Task
{
    /// <summary>The libraries to copy.</summary>
    [Required]
    public ITaskItem[] Sources { get; set; }

    /// <summary>Where the copies go, in the order of <see cref="Sources"/>.</summary>
    [Required]
    public ITaskItem[] Copies { get; set; }

    /// <summary>Shared object name of the dependency, as in <c>libstdc++.so.6</c>.</summary>
    [Required]
    public string Dependency { get; set; }

    /// <summary>The version asked of it, as in <c>GLIBCXX_3.4.32</c>.</summary>
    [Required]
    public string Version { get; set; }

    public override bool Execute()
    {
        for (int i = 0; i < Sources.Length; i++)
        {
            try
            {
                byte[] image = File.ReadAllBytes(Sources[i].ItemSpec);
                bool found = new VersionRequests(image).Weaken(Dependency, Version);
                Write(Copies[i].ItemSpec, image);
                Log.LogMessage("{0} {1} of {2} in '{3}'.", found ? "Weakened" : "Nothing asks for", Version, Dependency,
                    Copies[i].ItemSpec);
            }
            catch (InvalidDataException e)
            {
                Log.LogError(
                    "Cannot relax the requirements of '{0}': {1} Restore the package again, or set the property " +
                    "ResNetMLNetPatchLibTorchSharp to false to deploy the file as it is.",
                    Sources[i].ItemSpec, e.Message);
            }
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>Writes a new file: the old one may share its content with the output folder by a hard link.</summary>
    private static void Write(string path, byte[] image)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)));
        File.Delete(path);
        File.WriteAllBytes(path, image);
    }
}

/// <summary>The versions that an ELF library asks of its dependencies (<c>.gnu.version_r</c>).</summary>
internal sealed class VersionRequests
{
    private const uint Loadable = 1, Dynamic = 2;
    private const long StringTable = 5, Requests = 0x6ffffffe, RequestCount = 0x6fffffff;
    private const byte WeakFlag = 2;

    private readonly byte[] _image;
    private readonly long _strings;
    private readonly long _requests;
    private readonly long _count;

    public VersionRequests(byte[] image)
    {
        _image = image;
        Expect(image.Length >= 64 && Read32(0) == 0x464C457F, "it is no ELF file.");
        Expect(image[4] == 2 && image[5] == 1, "it is not 64-bit little-endian.");

        long dynamic = FindSegment(Dynamic);
        Expect(dynamic >= 0, "it has no dynamic section.");
        long end = Read64(dynamic + 8) + Read64(dynamic + 32);
        for (long entry = Read64(dynamic + 8); entry < end && Read64(entry) != 0; entry += 16)
        {
            switch (Read64(entry))
            {
                case StringTable:
                    _strings = ToOffset(Read64(entry + 8));
                    break;
                case Requests:
                    _requests = ToOffset(Read64(entry + 8));
                    break;
                case RequestCount:
                    _count = Read64(entry + 8);
                    break;
            }
        }
    }

    /// <summary>Sets the weak flag of one requested version.</summary>
    /// <returns>Whether the library asks for it.</returns>
    public bool Weaken(string dependency, string version)
    {
        long request = _requests;
        for (long i = 0; i < _count; i++)
        {
            Expect(Read16(request) == 1, "its version requests have an unknown layout.");
            if (ReadString(Read32(request + 4)) == dependency && WeakenEntry(request, version))
            {
                return true;
            }

            request += Read32(request + 12);
        }

        return false;
    }

    private bool WeakenEntry(long request, string version)
    {
        long entry = request + Read32(request + 8);
        for (int i = 0; i < Read16(request + 2); i++)
        {
            if (ReadString(Read32(entry + 8)) == version)
            {
                _image[At(entry + 4, 2)] |= WeakFlag;
                return true;
            }

            entry += Read32(entry + 12);
        }

        return false;
    }

    private long FindSegment(uint type)
    {
        for (int i = 0; i < SegmentCount; i++)
        {
            if (Read32(Segment(i)) == type)
            {
                return Segment(i);
            }
        }

        return -1;
    }

    private long ToOffset(long address)
    {
        for (int i = 0; i < SegmentCount; i++)
        {
            long start = Read64(Segment(i) + 16);
            if (Read32(Segment(i)) == Loadable && address >= start && address < start + Read64(Segment(i) + 32))
            {
                return address - start + Read64(Segment(i) + 8);
            }
        }

        throw new InvalidDataException("address 0x" + address.ToString("X") + " is in none of its segments.");
    }

    private int SegmentCount
    {
        get { return Read16(56); }
    }

    private long Segment(int index)
    {
        return Read64(32) + (long)index * Read16(54);
    }

    private string ReadString(long index)
    {
        int start = At(_strings + index, 1);
        int end = Array.IndexOf(_image, (byte)0, start);
        Expect(end >= 0, "its string table has no end.");
        return Encoding.UTF8.GetString(_image, start, end - start);
    }

    private ushort Read16(long offset)
    {
        return BitConverter.ToUInt16(_image, At(offset, 2));
    }

    private uint Read32(long offset)
    {
        return BitConverter.ToUInt32(_image, At(offset, 4));
    }

    private long Read64(long offset)
    {
        return BitConverter.ToInt64(_image, At(offset, 8));
    }

    private int At(long offset, int size)
    {
        Expect(offset >= 0 && offset <= _image.Length - size,
            "it points to byte " + offset + " and ends at " + _image.Length + ".");
        return (int)offset;
    }

    private static void Expect(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidDataException(otherwise);
        }
    }
}
