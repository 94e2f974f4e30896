using Microsoft.ML;
using ResNetMLNet.Files;
using ResNetMLNet.Modeling;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Scoring;
using ResNetMLNet.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Scoring;

/// <summary>A network within a model file: the shape of its images, its classes, the factory that makes it, and its weights.</summary>
/// <remarks>
/// Nothing of it is code, and nothing of a residual network reaches native memory before it is checked. How much memory a user's
/// factory takes for its configuration is up to it.
/// </remarks>
internal static class NetworkFile
{
    /// <summary>Writes all but the weights: four numbers and three strings.</summary>
    public static void SaveShape(ModelSaveContext context, ImageShape image, int classCount, ITorchModuleFactory factory)
    {
        ModelFields.SaveImage(context, image);
        context.Writer.Write(classCount);
        var (assemblyName, name, configuration) = TorchModuleReference.To(factory);
        context.SaveNonEmptyString(assemblyName);
        context.SaveNonEmptyString(name);
        context.SaveNonEmptyString(configuration);
    }

    /// <summary>Writes the weights, those of a ResNet with torchvision's names, and the names of the classes, if they have some.</summary>
    public static void SaveWeights(ModelSaveContext context, BatchScorer scorer, IEnumerable<string>? classNames = null) =>
        context.SaveBinaryStream(ModelArchive.WeightsName, writer => scorer.WithNetwork(network =>
            SafeTensorsWriter.Write(writer.BaseStream, network.state_dict(), WeightsMetadata.Of(classNames))));

    /// <summary>Reads the three strings and finds the factory.</summary>
    /// <exception cref="InvalidOperationException">There is no such assembly or factory, or it does not take its configuration.</exception>
    public static ITorchModuleFactory LoadFactory(ModelLoadContext context) => new TorchModuleReference(
        context.LoadNonEmptyString(), context.LoadNonEmptyString(), context.LoadNonEmptyString()).Resolve();

    /// <summary>Makes the network, gives it its weights and brings it to a device.</summary>
    /// <exception cref="InvalidDataException">The weights are damaged, missing, or of another network.</exception>
    public static nn.Module<Tensor, Tensor> Load(
        ModelLoadContext context, ITorchModuleFactory factory, ImageShape image, int classCount, Device device)
    {
        nn.Module<Tensor, Tensor>? network = null;
        var found = context.TryLoadBinaryStream(ModelArchive.WeightsName, reader =>
        {
            network = Create(factory, image, classCount, reader.BaseStream.Length);
            try
            {
                SafeTensorsReader.Read(reader.BaseStream, network.state_dict());
                network.to(device);
            }
            catch
            {
                network.Dispose();
                throw;
            }
        });
        return found ? network! : throw ModelFields.Damaged($"it has no {ModelArchive.WeightsName}");
    }

    private static nn.Module<Tensor, Tensor> Create(ITorchModuleFactory factory, ImageShape image, int classCount, long weightsLength)
    {
        var context = new TorchModuleContext(image.Channels, image.Height, image.Width, classCount, Seed: 0);
        if (factory is not ResNetDescription description)
            return SeededGenerator.Create(factory, context);

        // The counts decide how much memory is asked for, the stream how much there can be.
        if (sizeof(float) * description.ParameterCount(image.Channels, classCount) > weightsLength)
        {
            throw ModelFields.Damaged(
                $"its weights have {weightsLength} bytes, too few for {image.Channels} image channels and {classCount} classes");
        }
        return ResNet.WithoutWeights(description, image.Channels, classCount);
    }
}
