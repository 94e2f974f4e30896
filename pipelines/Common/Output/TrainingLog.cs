using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>
/// Shows what the trainer tells ML.NET's log of its warnings, its checkpoints, pretrained weights and ranks, as long as it
/// lives.
/// </summary>
internal sealed class TrainingLog : IDisposable
{
    private readonly MLContext _ml;
    private readonly ITrainingDisplay _display;

    /// <summary>Starts to listen.</summary>
    public TrainingLog(MLContext ml, ITrainingDisplay display)
    {
        _ml = ml;
        _display = display;
        _ml.Log += OnLog;
    }

    /// <summary>What the user reads of a message; null for nothing.</summary>
    public static string? TextOf(ChannelMessageKind kind, string source, string message)
    {
        var isOfTrainer = source.Contains(nameof(ResNetTrainer), StringComparison.Ordinal);

        // How a training ended is said once, by the report.
        if (isOfTrainer && message.Contains("; the model is that of ", StringComparison.Ordinal))
            return null;
        if (kind is ChannelMessageKind.Warning or ChannelMessageKind.Error)
            return $"warning: {OptionNames.Translate(message)}";
        return kind == ChannelMessageKind.Info && isOfTrainer && IsShown(message) ? OptionNames.Translate(message) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _ml.Log -= OnLog;

    private static bool IsShown(string message) =>
        message.Contains("checkpoint", StringComparison.OrdinalIgnoreCase)
        || message.StartsWith("The weights in '", StringComparison.Ordinal)
        || message.StartsWith("Gradients are summed", StringComparison.Ordinal);

    private void OnLog(object? sender, LoggingEventArgs log)
    {
        if (TextOf(log.Kind, log.Source ?? "", log.RawMessage ?? log.Message) is { } text)
            _display.Note(text);
    }
}
