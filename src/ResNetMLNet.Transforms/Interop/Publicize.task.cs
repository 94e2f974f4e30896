using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// MSBuild task that copies assemblies and makes what is internal in the copies public, for the compiler only.
/// </summary>
/// <remarks>
/// Only accessibility bits in the TypeDef, Field and Method tables change, so every offset of the copy is that of the
/// original. Private and <c>protected internal</c> members stay as they are. Layout: ECMA-335, II.22 to II.25.
/// </remarks>
public sealed class Publicize : Task
{
    /// <summary>The assemblies to copy.</summary>
    [Required]
    public ITaskItem[] Sources { get; set; }

    /// <summary>Where the copies go, in the order of <see cref="Sources"/>.</summary>
    [Required]
    public ITaskItem[] Copies { get; set; }

    public override bool Execute()
    {
        for (int i = 0; i < Sources.Length; i++)
        {
            try
            {
                byte[] image = File.ReadAllBytes(Sources[i].ItemSpec);
                new MetadataTables(image).Publicize();
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Copies[i].ItemSpec)));
                File.WriteAllBytes(Copies[i].ItemSpec, image);
            }
            catch (Exception e) when (
                e is InvalidDataException || e is IndexOutOfRangeException || e is ArgumentException)
            {
                Log.LogError(
                    "Cannot publicize '{0}': {1} Either remove it from PublicizedReference or teach the layout to " +
                    "Publicize.task.cs.", Sources[i].ItemSpec, e.Message);
            }
        }

        return !Log.HasLoggedErrors;
    }
}

/// <summary>The part of an assembly's metadata that decides who may see what.</summary>
internal sealed class MetadataTables
{
    private const int Module = 0x00, TypeRef = 0x01, TypeDef = 0x02, FieldPointer = 0x03, Field = 0x04,
        MethodPointer = 0x05, Method = 0x06, Param = 0x08, ModuleRef = 0x1A, TypeSpec = 0x1B, AssemblyRef = 0x23;

    private readonly byte[] _image;
    private readonly int[] _rows = new int[64];
    private readonly int _strings;
    private readonly int _stringSize, _guidSize, _blobSize;
    private readonly int _typeDefs, _fields, _methods;

    public MetadataTables(byte[] image)
    {
        _image = image;
        int root = FindMetadataRoot();
        int tables = FindStream(root, "#~");
        _strings = FindStream(root, "#Strings");

        byte heaps = image[tables + 6];
        Expect((heaps & ~0x07) == 0, "its metadata heaps have flags 0x" + heaps.ToString("X2") + ".");
        _stringSize = (heaps & 0x01) != 0 ? 4 : 2;
        _guidSize = (heaps & 0x02) != 0 ? 4 : 2;
        _blobSize = (heaps & 0x04) != 0 ? 4 : 2;

        ulong present = BitConverter.ToUInt64(image, tables + 8);
        int next = tables + 24;
        for (int table = 0; table < 64; table++)
        {
            if ((present >> table & 1) != 0)
            {
                _rows[table] = BitConverter.ToInt32(image, next);
                next += 4;
            }
        }

        Expect(_rows[FieldPointer] == 0 && _rows[MethodPointer] == 0, "its metadata is not compressed.");
        _typeDefs = next + _rows[Module] * (2 + _stringSize + 3 * _guidSize) + _rows[TypeRef] * TypeRefSize;
        _fields = _typeDefs + _rows[TypeDef] * TypeDefSize;
        _methods = _fields + _rows[Field] * FieldSize;
    }

    private int TypeRefSize
    {
        get { return CodedSize(Module, ModuleRef, AssemblyRef, TypeRef) + 2 * _stringSize; }
    }

    private int TypeDefSize
    {
        get
        {
            return 4 + 2 * _stringSize + CodedSize(TypeDef, TypeRef, TypeSpec) + IndexSize(Field) + IndexSize(Method);
        }
    }

    private int FieldSize
    {
        get { return 2 + _stringSize + _blobSize; }
    }

    private int MethodSize
    {
        get { return 8 + _stringSize + _blobSize + IndexSize(Param); }
    }

    public void Publicize()
    {
        for (int type = 0; type < _rows[TypeDef]; type++)
        {
            // The compiler's own types and its polyfills are in every assembly: public, they would be ambiguous.
            int row = _typeDefs + type * TypeDefSize;
            string name = ReadString(row + 4);
            string space = ReadString(row + 4 + _stringSize);
            if (name.StartsWith("<", StringComparison.Ordinal) || Belongs(space, "System")
                || Belongs(space, "Microsoft.CodeAnalysis"))
            {
                continue;
            }

            _image[row] = WidenType(_image[row]);
            WidenMembers(MemberRange(type, Field), _fields, FieldSize, 0);
            WidenMembers(MemberRange(type, Method), _methods, MethodSize, 6);
        }
    }

    private void WidenMembers(KeyValuePair<int, int> range, int table, int rowSize, int flags)
    {
        for (int member = range.Key; member < range.Value; member++)
        {
            int at = table + member * rowSize + flags;
            _image[at] = WidenMember(_image[at]);
        }
    }

    /// <summary>NotPublic becomes Public, NestedAssembly NestedPublic, NestedFamANDAssem NestedFamily.</summary>
    private static byte WidenType(byte flags)
    {
        int access = flags & 7;
        return (byte)(flags & ~7 | (access == 0 ? 1 : access == 5 ? 2 : access == 6 ? 4 : access));
    }

    /// <summary>Assembly becomes Public, FamANDAssem Family.</summary>
    private static byte WidenMember(byte flags)
    {
        int access = flags & 7;
        return (byte)(flags & ~7 | (access == 3 ? 6 : access == 2 ? 4 : access));
    }

    /// <summary>Zero-based first and one-past-last row of a type's fields or methods.</summary>
    private KeyValuePair<int, int> MemberRange(int type, int table)
    {
        int column = TypeDefSize - IndexSize(Method) - (table == Field ? IndexSize(Field) : 0);
        int first = ReadIndex(_typeDefs + type * TypeDefSize + column, IndexSize(table)) - 1;
        int last = type + 1 == _rows[TypeDef]
            ? _rows[table]
            : ReadIndex(_typeDefs + (type + 1) * TypeDefSize + column, IndexSize(table)) - 1;
        Expect(first >= 0 && first <= last && last <= _rows[table], "its type table points outside the member tables.");
        return new KeyValuePair<int, int>(first, last);
    }

    private int FindMetadataRoot()
    {
        int pe = BitConverter.ToInt32(_image, 0x3C);
        Expect(BitConverter.ToUInt32(_image, pe) == 0x00004550, "it is no PE file.");
        int optional = pe + 24;
        ushort magic = BitConverter.ToUInt16(_image, optional);
        Expect(magic == 0x10B || magic == 0x20B, "its PE header has magic 0x" + magic.ToString("X") + ".");
        int cliDirectory = optional + (magic == 0x10B ? 96 : 112) + 14 * 8;
        int sections = optional + BitConverter.ToUInt16(_image, pe + 20);

        int cli = ToOffset(BitConverter.ToInt32(_image, cliDirectory), sections, BitConverter.ToUInt16(_image, pe + 6));
        int root = ToOffset(BitConverter.ToInt32(_image, cli + 8), sections, BitConverter.ToUInt16(_image, pe + 6));
        Expect(BitConverter.ToUInt32(_image, root) == 0x424A5342, "its metadata has no signature.");
        return root;
    }

    private int ToOffset(int address, int sections, int count)
    {
        for (int section = sections; section < sections + count * 40; section += 40)
        {
            int start = BitConverter.ToInt32(_image, section + 12);
            if (address >= start && address < start + BitConverter.ToInt32(_image, section + 16))
            {
                return address - start + BitConverter.ToInt32(_image, section + 20);
            }
        }

        throw new InvalidDataException("address 0x" + address.ToString("X") + " is in none of its sections.");
    }

    private int FindStream(int root, string name)
    {
        int header = root + 16 + BitConverter.ToInt32(_image, root + 12);
        int count = BitConverter.ToUInt16(_image, header + 2);
        header += 4;
        for (int i = 0; i < count; i++)
        {
            string found = ReadZeroTerminated(header + 8);
            if (found == name)
            {
                return root + BitConverter.ToInt32(_image, header);
            }

            header += 8 + (found.Length / 4 + 1) * 4;
        }

        throw new InvalidDataException("its metadata has no stream '" + name + "'.");
    }

    private int CodedSize(params int[] tables)
    {
        int largest = 0;
        foreach (int table in tables)
        {
            largest = Math.Max(largest, _rows[table]);
        }

        // Both coded indexes that are read here tag with two bits.
        return largest < 1 << 14 ? 2 : 4;
    }

    private int IndexSize(int table)
    {
        return _rows[table] < 1 << 16 ? 2 : 4;
    }

    private int ReadIndex(int at, int size)
    {
        return size == 2 ? BitConverter.ToUInt16(_image, at) : BitConverter.ToInt32(_image, at);
    }

    private string ReadString(int at)
    {
        return ReadZeroTerminated(_strings + ReadIndex(at, _stringSize));
    }

    private string ReadZeroTerminated(int at)
    {
        return Encoding.UTF8.GetString(_image, at, Array.IndexOf(_image, (byte)0, at) - at);
    }

    private static bool Belongs(string space, string root)
    {
        return space == root || space.StartsWith(root + ".", StringComparison.Ordinal);
    }

    private static void Expect(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidDataException(otherwise);
        }
    }
}
