using System.Security.Cryptography;
using ResNetMLNet.Files;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Transforms;
using ResNetMLNet.Transforms.Onnx;
using static TorchSharp.torch;

namespace ResNetMLNet.Weights;

/// <summary>The weights for ImageNet's pictures in the package Microsoft.ML.DnnImageFeaturizer.ResNet18.</summary>
internal static class ImageNetFile
{
    /// <summary>The package that brings the file.</summary>
    public const string Package = "ResNetMLNet.ImageNet";

    /// <summary>What the file's bytes come to, which <see cref="Read"/> makes sure of.</summary>
    public const string Sha256 = "e2552f19db2dfdb01b3669537b6a0f1b44da38d18279535492ed5dfc2ef1ff8f";

    /// <summary>The network that the weights are of: torchvision's ResNet-18 with one block more in its last group.</summary>
    public static ResNetDescription Description { get; } = new(Layout: ResNetLayout.Torchvision) { Blocks = [2, 2, 2, 3] };

    /// <summary>Where the package's build puts the file: beside the application.</summary>
    public static string DeployedPath { get; } =
        Path.Combine(AppContext.BaseDirectory, "DnnImageModels", "ResNet18Onnx", "ResNet18.onnx");

    /// <summary>The weights as a safetensors file under torchvision's names, without a last layer.</summary>
    /// <exception cref="FileNotFoundException">The package is not there.</exception>
    /// <exception cref="InvalidDataException">The file is not as the package has it.</exception>
    public static MemoryStream Read(string path)
    {
        using var scope = NewDisposeScope();
        NativeLibraries.EnsureLoaded();
        var state = ResidualGraph.State(OnnxContent.Read(Checked(path)));
        TakeNormalized(state);
        var stream = new MemoryStream();
        SafeTensorsWriter.Write(stream, state, WeightsMetadata.Of(classNames: null));
        stream.Position = 0;
        return stream;
    }

    private static byte[] Checked(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"There are no weights for ImageNet beside the application, '{path}'. Add the package that brings them: dotnet add "
                + $"package {Package}.", path);
        }
        var content = File.ReadAllBytes(path);
        return Convert.ToHexStringLower(SHA256.HashData(content)) == Sha256 ? content : throw new InvalidDataException(
            $"'{path}' is not as the package {Package} brings it, but of {content.Length} other bytes. Build or publish the "
            + "application anew, or copy the file again.");
    }

    /// <summary>
    /// Makes the first layer take red, green and blue, scaled to [0, 1] and normalized by ImageNet's mean and standard deviation,
    /// instead of blue, green and red from 0 to 255 less a mean: ImageNet's, which the means of the package's own picture of means
    /// differ from by half a grey level. What pads the picture stays that mean.
    /// </summary>
    private static void TakeNormalized(Dictionary<string, Tensor> state)
    {
        var factors = tensor([.. ImageNet.StandardDeviation.Select(deviation => 255 * deviation)], [1, 3, 1, 1]);
        state["conv1.weight"] = state["conv1.weight"].flip(1).mul(factors);
    }
}
