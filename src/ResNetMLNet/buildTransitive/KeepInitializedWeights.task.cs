using System;
using System.IO;
using System.Security.Cryptography;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// MSBuild task that copies Microsoft.ML.TorchSharp and keeps the initializers of the copy from disposing of weights.
/// </summary>
/// <remarks>
/// The four methods of its <c>ModelUtils</c> that fill a tensor end in <c>callvirt IDisposable.Dispose()</c>; in the copy that
/// is a <c>pop</c>. The positions hold for one file, known by its hash; any other is copied as it is.
/// Opcodes: ECMA-335, III.3.55 and III.4.2.
/// </remarks>
public sealed class KeepInitializedWeights : Task
{
    private const string KnownVersion = "0.23.1";
    private const string KnownSha256 = "F48E2CF503E9FB77A27463CA5760BF44A40C5E3254F5D1F0452BE35F670442C1";
    private const byte Pop = 0x26, Nop = 0x00;
    private const int CallSize = 5;

    /// <summary>Offsets of the calls in the known file: of uniform, constant, normal and zero initialization.</summary>
    private static readonly int[] Calls = { 7982, 8034, 8088, 8137 };

    /// <summary>The library to copy.</summary>
    [Required]
    public ITaskItem Library { get; set; }

    /// <summary>Where the copy goes.</summary>
    [Required]
    public ITaskItem Copy { get; set; }

    public override bool Execute()
    {
        byte[] image = File.ReadAllBytes(Library.ItemSpec);
        if (Sha256(image) == KnownSha256)
        {
            foreach (int call in Calls)
            {
                Replace(image, call);
            }
        }
        else
        {
            Log.LogMessage(MessageImportance.High,
                "'{0}' is deployed as it is: it is not that of Microsoft.ML.TorchSharp {1}, the only version that " +
                "ResNetMLNet can adapt to its TorchSharp. Reference that version if its trainers fail.",
                Library.ItemSpec, KnownVersion);
        }

        Write(Copy.ItemSpec, image);
        return true;
    }

    private static string Sha256(byte[] image)
    {
        using (SHA256 algorithm = SHA256.Create())
        {
            return BitConverter.ToString(algorithm.ComputeHash(image)).Replace("-", "");
        }
    }

    private static void Replace(byte[] image, int call)
    {
        image[call] = Pop;
        for (int i = 1; i < CallSize; i++)
        {
            image[call + i] = Nop;
        }
    }

    /// <summary>Writes a new file: the old one may share its content with the output folder by a hard link.</summary>
    private static void Write(string path, byte[] image)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)));
        File.Delete(path);
        File.WriteAllBytes(path, image);
    }
}
