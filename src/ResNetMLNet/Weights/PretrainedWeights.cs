using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ResNetMLNet.Modeling;

namespace ResNetMLNet.Weights;

/// <summary>Weights that a network begins with, or makes features by: those of a file, or those for ImageNet's pictures.</summary>
/// <remarks>The name of a file is such weights without a further word: <c>PretrainedWeights = "resnet18.safetensors"</c>.</remarks>
public sealed class PretrainedWeights
{
    private const string ImageNetText = "ImageNet";

    private static readonly PretrainedWeights _imageNet = new(path: null);

    private readonly string? _path;

    private PretrainedWeights(string? path) => _path = path;

    /// <summary>
    /// The weights that Microsoft trained on the 1.2 million pictures of ImageNet, from the package ResNetMLNet.ImageNet: of a
    /// residual network in torchvision's layout with 2, 2, 2 and 3 blocks, which gives 512 features, without a last layer. They
    /// expect colour pictures normalized by <see cref="Transforms.ImageNet"/>, and know their network: options and descriptions
    /// that are left as they are by default become its own.
    /// </summary>
    /// <returns>The weights, whose file is read when a network gets them.</returns>
    public static PretrainedWeights ImageNet() => _imageNet;

    /// <summary>The weights of a file, which is read when a network gets them.</summary>
    /// <param name="path">A safetensors file under torchvision's names, or a model file of ML.NET with one such network.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="ArgumentNullException">There is no path.</exception>
    public static PretrainedWeights FromFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new(path);
    }

    /// <summary>The same as <see cref="FromFile"/>, but for null, which is no weights.</summary>
    /// <param name="path">The file; null for no weights.</param>
    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator PretrainedWeights?(string? path) => path is null ? null : FromFile(path);

    /// <summary>What names the weights.</summary>
    /// <returns>The path of the file, or <c>ImageNet</c>.</returns>
    public override string ToString() => _path ?? ImageNetText;

    /// <summary>The network that the weights are of, where they know it; null for a file.</summary>
    internal ResNetDescription? Description => _path is null ? ImageNetFile.Description : null;

    /// <summary>Whether the package of the weights for ImageNet was deployed with the application.</summary>
    internal static bool IsImageNetDeployed => File.Exists(ImageNetFile.DeployedPath);

    /// <summary>The weights that a text names: a file whose name is that of the others needs a path, as <c>./ImageNet</c>.</summary>
    internal static PretrainedWeights Parse(string text) =>
        text.Equals(ImageNetText, StringComparison.OrdinalIgnoreCase) ? _imageNet : FromFile(text);

    /// <summary>What tells the weights from others, whatever the name of their file: a SHA-256.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is another kind of file, or damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, for want of the right to.</exception>
    internal string Fingerprint() => _path is null
        ? ImageNetFile.Sha256
        : Read(stream => Convert.ToHexStringLower(SHA256.HashData(stream)));

    /// <summary>Reads the weights as a safetensors file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is another kind of file, damaged, or <paramref name="read"/> refuses it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, for want of the right to.</exception>
    internal T Read<T>(Func<Stream, T> read)
    {
        if (_path is not null)
            return WeightsFile.Read(_path, read);
        using var weights = ImageNetFile.Read(ImageNetFile.DeployedPath);
        return read(weights);
    }
}
