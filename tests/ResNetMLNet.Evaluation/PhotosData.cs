using System.Runtime.InteropServices;

namespace ResNetMLNet.Evaluation;

/// <summary>Photographs of two classes with the features that torchvision makes of them, where the machine has them.</summary>
internal static class PhotosData
{
    private const string Variable = "PHOTOS_DIR";

    /// <summary>The paths of a part, and the features row by row; ends a test as inconclusive where no folder is named.</summary>
    /// <param name="part">train or val.</param>
    public static (IReadOnlyList<string> Paths, float[] Features) Load(string part)
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(folder))
            Assert.Inconclusive($"Set {Variable} to a folder with ants-bees and its reference features.");
        var paths = File.ReadLines(Path.Combine(folder, $"features-{part}.txt"))
            .Select(line => Path.Combine(folder, "ants-bees", line.Split('\t')[0]));
        var features = File.ReadAllBytes(Path.Combine(folder, $"features-{part}.f32"));
        return ([.. paths], MemoryMarshal.Cast<byte, float>(features).ToArray());
    }
}
