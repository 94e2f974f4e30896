using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ResNetMLNet.Tests.MLTorchSharp;

/// <summary>The methods of Microsoft.ML.TorchSharp that initialize a tensor, as compiled.</summary>
internal static class Initializers
{
    private const int TinyHeader = 1, FatHeader = 12, CallSize = 5;

    /// <summary>Offsets in the file of the calls of <c>Dispose</c>, one in each of them.</summary>
    internal static IEnumerable<int> DisposeCalls(string library)
    {
        using var file = new PEReader(File.OpenRead(library));
        var metadata = file.GetMetadataReader();
        var utilities = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Single(type => metadata.StringComparer.Equals(type.Name, "ModelUtils"));
        return [.. utilities.GetMethods().Select(metadata.GetMethodDefinition)
            .Where(method => metadata.StringComparer.StartsWith(method.Name, "Init"))
            .Select(method => DisposeCall(file, metadata, method.RelativeVirtualAddress))];
    }

    private static int DisposeCall(PEReader file, MetadataReader metadata, int address)
    {
        var body = file.GetMethodBody(address);
        var code = body.GetILBytes()!;
        var call = Enumerable.Range(0, code.Length - CallSize + 1).Single(at => IsDispose(metadata, code.AsSpan(at, CallSize)));
        var section = file.PEHeaders.SectionHeaders[file.PEHeaders.GetContainingSectionIndex(address)];
        return address - section.VirtualAddress + section.PointerToRawData + (body.ExceptionRegions.IsEmpty ? TinyHeader : FatHeader) + call;
    }

    private static bool IsDispose(MetadataReader metadata, ReadOnlySpan<byte> instruction)
    {
        if (instruction[0] != (byte)ILOpCode.Callvirt || instruction[4] != (byte)HandleKind.MemberReference)
            return false;
        var row = BitConverter.ToInt32(instruction[1..]) & 0xFFFFFF;
        var member = metadata.GetMemberReference(MetadataTokens.MemberReferenceHandle(row));
        return metadata.StringComparer.Equals(member.Name, "Dispose");
    }
}
