using System.Buffers.Binary;
using System.Text;

namespace ResNetMLNet.Tests.Interop;

/// <summary>
/// One version that an ELF library asks of another. Read by way of the section headers, unlike the build, which goes by
/// the segments.
/// </summary>
/// <param name="Library">The library asked, as in <c>libc.so.6</c>.</param>
/// <param name="Version">The version asked for, as in <c>GLIBC_2.34</c>.</param>
/// <param name="Flags">2 for a weak request, 0 otherwise.</param>
/// <param name="FlagsOffset">Where in the file the flags are.</param>
internal sealed record ElfVersionRequest(string Library, string Version, int Flags, int FlagsOffset)
{
    internal static IReadOnlyList<ElfVersionRequest> ReadAll(byte[] image)
    {
        var elf = new Reader(image);
        var (requests, count, names) = elf.FindSection(".gnu.version_r");
        var found = new List<ElfVersionRequest>();
        for (int i = 0, request = requests; i < count; i++, request += elf.Int(request + 12))
        {
            string library = elf.Text(names + elf.Int(request + 4));
            int entry = request + elf.Int(request + 8);
            for (int j = 0; j < elf.Short(request + 2); j++, entry += elf.Int(entry + 12))
            {
                found.Add(new(library, elf.Text(names + elf.Int(entry + 8)), elf.Short(entry + 4), entry + 4));
            }
        }

        return found;
    }

    private sealed class Reader(byte[] image)
    {
        internal int Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(at));

        internal int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(at));

        internal int Long(int at) => checked((int)BinaryPrimitives.ReadInt64LittleEndian(image.AsSpan(at)));

        internal string Text(int at) => Encoding.UTF8.GetString(image.AsSpan(at)[..image.AsSpan(at).IndexOf((byte)0)]);

        /// <summary>Offset, number of entries and offset of the string table of a section.</summary>
        internal (int Offset, int Entries, int Strings) FindSection(string name)
        {
            int names = SectionOffset(Short(62));
            int index = Enumerable.Range(0, Short(60)).Single(i => Text(names + Int(Section(i))) == name);
            return (SectionOffset(index), Int(Section(index) + 44), SectionOffset(Int(Section(index) + 40)));
        }

        private int Section(int index) => Long(40) + index * Short(58);

        private int SectionOffset(int index) => Long(Section(index) + 24);
    }
}
