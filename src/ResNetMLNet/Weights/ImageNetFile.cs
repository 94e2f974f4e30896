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
    private const string Package = "ResNetMLNet.ImageNet";

    private const string Sha256 = "e2552f19db2dfdb01b3669537b6a0f1b44da38d18279535492ed5dfc2ef1ff8f";

    /// <summary>
    /// The means of the picture that the package's own preprocessing subtracts: red, green and blue from 0 to 255. That picture
    /// is not the same everywhere; by its means features differ from the package's by 0.035 on average.
    /// </summary>
    private static readonly float[] _means = [123.1516f, 115.9029f, 103.0626f];

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
    /// Makes the first layer take what is red, green, blue, scaled to [0, 1] and normalized by ImageNet's mean and standard
    /// deviation, instead of blue, green, red from 0 to 255 less their means. What pads the picture becomes ImageNet's mean instead
    /// of these, by half a grey level apart.
    /// </summary>
    private static void TakeNormalized(Dictionary<string, Tensor> state)
    {
        var kernels = state["conv1.weight"].flip(1);
        state["conv1.weight"] = kernels.mul(OfChannels(channel => 255 * ImageNet.StandardDeviation[channel]));
        var moved = kernels.mul(OfChannels(channel => (255 * ImageNet.Mean[channel]) - _means[channel])).sum([1L, 2, 3]);
        state["bn1.running_mean"] = state["bn1.running_mean"].add(moved.neg(), Scalars.One);
    }

    private static Tensor OfChannels(Func<int, float> value) => tensor([value(0), value(1), value(2)], [1, 3, 1, 1]);
}
