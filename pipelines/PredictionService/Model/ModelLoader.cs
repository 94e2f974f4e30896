using System.Security.Cryptography;
using Microsoft.ML;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.OnnxRuntime.Scoring;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Transforms.Calibration;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Makes a model that can be served out of a model file, whichever of the programs wrote it.</summary>
internal static class ModelLoader
{
    private const int IdDigits = 12;

    /// <summary>Loads a model and scores a first picture with it.</summary>
    /// <exception cref="UserErrorException">The file is missing, damaged, or no model of pictures.</exception>
    public static ServedModel Load(string file, ModelRuntime runtime)
    {
        var ml = DeviceChoice.Auto.CreateContext(seed: 1);
        using var stream = ModelFile.Open(file);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
        stream.Position = 0;
        var (chain, input) = ModelFile.LoadChain(ml, file, stream);
        try
        {
            chain = Converted(ml, chain, runtime);
            return Create(ml, file, sha256, chain, input);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            (chain as IDisposable)?.Dispose();
            throw new UserErrorException(
                $"The model file '{file}' cannot be served: {ErrorText.InnermostSentence(exception)} "
                + "Give the model.zip that 'train' of one of the programs wrote.",
                exception);
        }
    }

    private static ITransformer Converted(MLContext ml, ITransformer chain, ModelRuntime runtime)
    {
        if (runtime == ModelRuntime.AsSaved || IsConverted(chain))
            return chain;
        using var saved = chain as IDisposable;
        return ml.Model.ToOnnxRuntime(chain);
    }

    private static bool IsConverted(ITransformer chain)
    {
        var networks = ChainMembers.Of(chain).OfType<NetworkTransformer>().ToList();
        return networks.Count > 0
            && networks.TrueForAll(network => network is OnnxRuntimeTransformer or OnnxRuntimeFeaturizingTransformer);
    }

    private static float? RejectBelow(ITransformer chain) =>
        ChainMembers.Of(chain).OfType<RejectionTransformer>().Max(rejection => (float?)rejection.Threshold);

    private static ServedModel Create(MLContext ml, string file, string sha256, ITransformer chain, DataViewSchema? input)
    {
        var (preparation, scoring, explanation) = new ChainParts(ml).Of(chain, input);

        // The first real picture does not wait for what is made only once.
        scoring.Score([scoring.Blank]);
        return new ServedModel(
            chain,
            new ModelInformation(
                sha256[..IdDigits],
                Path.GetFileName(file),
                scoring.Classes,
                DateTimeOffset.UtcNow,
                sha256,
                RejectBelow(chain),
                explanation is not null),
            preparation,
            scoring,
            explanation);
    }
}
