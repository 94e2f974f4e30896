using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>The layers of a network with output shapes and parameter counts, read off a forward pass of the network itself.</summary>
public sealed class ModelSummary
{
    private readonly List<LayerSummary> _layers = [];
    private readonly List<StageShape> _stages = [];

    private ModelSummary()
    {
    }

    /// <summary>The layers in the order in which their outputs are computed: a residual block follows its parts.</summary>
    public IReadOnlyList<LayerSummary> Layers => _layers;

    /// <summary>The modules of the outer chain in order.</summary>
    public IReadOnlyList<StageShape> Stages => _stages;

    /// <summary>All numbers that are learned or tracked: weights, biases, running means and variances.</summary>
    public long Parameters => _layers.Sum(layer => layer.Parameters);

    /// <summary>The numbers that gradients change.</summary>
    public long TrainableParameters { get; private init; }

    /// <summary>The running means and variances, and the weights that are frozen.</summary>
    public long NonTrainableParameters => Parameters - TrainableParameters;

    /// <summary>Passes one batch of blank images through a network and describes what came by.</summary>
    /// <param name="network">The network; it is left as it was.</param>
    /// <param name="batchSize">The images of the batch.</param>
    /// <param name="channels">The channels of the images.</param>
    /// <param name="height">The height of the images in pixels.</param>
    /// <param name="width">The width of the images in pixels.</param>
    /// <param name="cancellationToken">Ends the pass after the running layer.</param>
    /// <returns>The summary.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ModelSummary Of(
        ResNet network, long batchSize, long channels, long height, long width, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);

        var summary = new ModelSummary
        {
            TrainableParameters = network.parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel()),
        };
        var stages = network.named_children().ToDictionary(child => child.module, child => child.name);
        var hooks = network.modules()
            .OfType<nn.HookableModule<
                Func<nn.Module<Tensor, Tensor>, Tensor, Tensor>,
                Func<nn.Module<Tensor, Tensor>, Tensor, Tensor, Tensor>>>()
            .Select(module => module.register_forward_hook((self, _, output) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return summary.Record(self, stages, output);
            }))
            .ToList();
        var training = network.training;
        try
        {
            // In training mode the pass would move the running means and variances.
            network.eval();
            using var scope = NewDisposeScope();
            using var mode = inference_mode();
            network.call(zeros(batchSize, channels, height, width));
        }
        finally
        {
            hooks.ForEach(hook => hook.remove());
            network.train(training);
        }
        return summary;
    }

    private Tensor Record(nn.Module module, Dictionary<nn.Module, string> stages, Tensor output)
    {
        if (KindOf(module) is { } kind)
            _layers.Add(new LayerSummary(kind, _layers.Count + 1, output.shape, OwnParameters(module)));
        if (stages.TryGetValue(module, out var name))
            _stages.Add(new StageShape(name, output.shape));
        return output;
    }

    private static string? KindOf(nn.Module module) => module switch
    {
        Convolution => "Conv2D",
        BatchNormalization => "BatchNorm",
        ReLU => "Activation",
        MaxPool2d => "MaxPool2D",
        AdaptiveAvgPool2d => "GlobalAvgPool2D",
        Residual { IsBottleneck: true } => "Bottleneck",
        Residual => "Residual",
        Dense => "Dense",
        _ => null,
    };

    /// <summary>The count of batches that batch normalization keeps is an integer and not counted.</summary>
    private static long OwnParameters(nn.Module module) =>
        module.named_parameters(recurse: false).Sum(entry => entry.parameter.numel())
        + module.named_buffers(recurse: false).Where(entry => entry.buffer.is_floating_point()).Sum(entry => entry.buffer.numel());
}
