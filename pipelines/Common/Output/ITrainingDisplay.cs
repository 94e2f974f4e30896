using ResNetMLNet.History;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>Shows how a training gets on.</summary>
internal interface ITrainingDisplay
{
    /// <summary>Runs the training while the display is up.</summary>
    T Run<T>(Func<T> training);

    /// <summary>Takes in where the running epoch stands.</summary>
    void Report(TrainingProgress progress);

    /// <summary>Takes in a finished epoch.</summary>
    void Report(EpochMetrics epoch);

    /// <summary>Takes in a message of the trainer, to be shown for good.</summary>
    void Note(string text);

    /// <summary>Takes in that the user wants the training to stop.</summary>
    void ReportStopping();
}
