using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Pipelines.Common.Training;

/// <summary>What a program has of its own in a training: where its images come from, and how a network sees them.</summary>
internal interface ITrainingImages
{
    /// <summary>Loads the images.</summary>
    DataSet Load(MLContext ml, ProgramConsole console, CancellationToken cancellationToken);

    /// <summary>The images that are neither trained on nor tested with.</summary>
    ImagePart HeldOut(MLContext ml, DataSet data);

    /// <summary>The steps of the pipeline in front of the trainer.</summary>
    EstimatorChain<ITransformer> CreateFeatures(MLContext ml);

    /// <summary>The same images without those that can no longer be read, which are told; the very same if all can be.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    DataSet WithoutLost(MLContext ml, DataSet data, ProgramConsole console, CancellationToken cancellationToken);

    /// <summary>Some of the images that the model is scored on with their true and predicted classes.</summary>
    /// <param name="ml">ML.NET.</param>
    /// <param name="model">The model.</param>
    /// <param name="data">The images.</param>
    /// <param name="positions">Their places, and those of others that are taken where one can no longer be read.</param>
    /// <param name="count">How many are taken at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled while images were read from a disk.</exception>
    IReadOnlyList<Sample> Samples(
        MLContext ml, ITransformer model, DataSet data, IEnumerable<long> positions, int count, CancellationToken cancellationToken);
}
