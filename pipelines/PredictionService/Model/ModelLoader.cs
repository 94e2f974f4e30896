using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.ML;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Transforms.Calibration;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Makes a model that can be served out of the model file, whichever of the programs wrote it.</summary>
internal sealed class ModelLoader(FasterRuntime fasterRuntime, IOptions<ServiceOptions> options)
{
    private const int IdDigits = 12;

    /// <summary>Loads the model and scores a first picture with it.</summary>
    /// <param name="cancellationToken">Ends the loading.</param>
    /// <exception cref="UserErrorException">The file is missing, damaged, or no model of pictures.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ServedModel Load(CancellationToken cancellationToken)
    {
        var file = options.Value.ModelPath;
        var ml = DeviceChoice.Auto.CreateContext(seed: 1);
        using var stream = ModelFile.Open(file);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
        stream.Position = 0;
        var (chain, input) = ModelFile.LoadChain(ml, file, stream);
        try
        {
            var parts = PartsOf(ml, chain, input, cancellationToken);
            return new ServedModel(Information(file, sha256, parts), parts);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException))
        {
            throw new UserErrorException(
                $"The model file '{file}' cannot be served: {ErrorText.InnermostSentence(exception)} "
                + "Give the model.zip that 'train' of one of the programs wrote.",
                exception);
        }
    }

    private ModelParts PartsOf(MLContext ml, ITransformer chain, DataViewSchema? input, CancellationToken cancellationToken)
    {
        var runtime = options.Value.Runtime;
        if (runtime == ModelRuntime.OnnxRuntime)
            return Ready(ml, Converted(ml, chain), input);
        var saved = Ready(ml, chain, input);

        // ONNX Runtime is the one for CPUs here.
        return runtime == ModelRuntime.Auto && ml.GpuDeviceId is null && ChainRuntime.Of(chain) == ChainRuntime.TorchSharp
            ? fasterRuntime.Choose(saved, () => Ready(ml, ml.Model.ToOnnxRuntime(chain), input), cancellationToken)
            : saved;
    }

    private static ITransformer Converted(MLContext ml, ITransformer chain)
    {
        if (ChainRuntime.Of(chain) == ChainRuntime.OnnxRuntime)
            return chain;
        using var saved = chain as IDisposable;
        return ml.Model.ToOnnxRuntime(chain);
    }

    /// <summary>The parts of a chain, which is disposed of with them, or if it has none.</summary>
    private static ModelParts Ready(MLContext ml, ITransformer chain, DataViewSchema? input)
    {
        try
        {
            var parts = new ChainParts(ml).Of(chain, input);

            // The first real picture does not wait for what is made only once.
            parts.Scoring.Score([parts.Scoring.Blank]);
            return parts;
        }
        catch
        {
            (chain as IDisposable)?.Dispose();
            throw;
        }
    }

    private static ModelInformation Information(string file, string sha256, ModelParts parts) => new(
        sha256[..IdDigits],
        Path.GetFileName(file),
        parts.Scoring.Classes,
        DateTimeOffset.UtcNow,
        sha256,
        parts.Runtimes,
        RejectBelow(parts.Chains[0]),
        parts.Explanation is not null);

    private static float? RejectBelow(ITransformer chain) =>
        ChainMembers.Of(chain).OfType<RejectionTransformer>().Max(rejection => (float?)rejection.Threshold);
}
