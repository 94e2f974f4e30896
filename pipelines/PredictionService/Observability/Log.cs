namespace ResNetMLNet.Pipelines.PredictionService.Observability;

/// <summary>The events that are logged, with their numbers and fields.</summary>
internal static partial class Log
{
    /// <summary>A model is served from now on.</summary>
    [LoggerMessage(
        1, LogLevel.Information,
        "Loaded the model {ModelPath} with {Classes} classes in {Milliseconds} ms; its SHA-256 is {Sha256}.")]
    public static partial void ModelLoaded(ILogger logger, string modelPath, int classes, double milliseconds, string sha256);

    /// <summary>A model file cannot be served.</summary>
    [LoggerMessage(2, LogLevel.Error, "{Reason} {Consequence}")]
    public static partial void ModelRefused(ILogger logger, string reason, string consequence, Exception? exception);

    /// <summary>A request is answered by a problem.</summary>
    [LoggerMessage(3, LogLevel.Information, "Request {TraceId} was refused with status {Status}: {Detail}")]
    public static partial void Refused(ILogger logger, string traceId, int status, string detail);

    /// <summary>A bug of ours.</summary>
    [LoggerMessage(4, LogLevel.Error, "Request {TraceId} failed unexpectedly.")]
    public static partial void UnexpectedError(ILogger logger, string traceId, Exception exception);

    /// <summary>A batch that could not be scored is tried again picture by picture.</summary>
    [LoggerMessage(5, LogLevel.Error, "A batch of {Pictures} pictures could not be scored; each is now scored by itself.")]
    public static partial void BatchFailed(ILogger logger, int pictures, Exception exception);

    /// <summary>One picture could not be scored.</summary>
    [LoggerMessage(6, LogLevel.Error, "A picture could not be scored.")]
    public static partial void PictureFailed(ILogger logger, Exception exception);

    /// <summary>The service ends in good order.</summary>
    [LoggerMessage(7, LogLevel.Information, "All {Pictures} pictures that were accepted are scored; scoring has stopped.")]
    public static partial void ScoringStopped(ILogger logger, long pictures);

    /// <summary>A model is freed.</summary>
    [LoggerMessage(8, LogLevel.Information, "Freed the model of SHA-256 {Sha256}.")]
    public static partial void ModelFreed(ILogger logger, string sha256);

    /// <summary>The service listens to the whole network.</summary>
    [LoggerMessage(
        9, LogLevel.Warning,
        "The service listens at {Address}, which other machines can reach, and asks nobody who they are: put a reverse proxy "
        + "that does in front of it.")]
    public static partial void Reachable(ILogger logger, string address);

    /// <summary>A model tells other classes apart than the one that it replaces.</summary>
    [LoggerMessage(
        12, LogLevel.Warning,
        "The model {Id} has other classes than the model {IdBefore} that it replaces: {Difference}. If that is not meant, put back "
        + "the file of before.")]
    public static partial void ClassesChanged(ILogger logger, string id, string idBefore, string difference);

    /// <summary>The service is not ready any more.</summary>
    [LoggerMessage(
        10, LogLevel.Error,
        "The model fails on a picture without content too: the service is not ready until that works, which is tried again and "
        + "again.")]
    public static partial void ScoringFails(ILogger logger);

    /// <summary>The service is not ready any more.</summary>
    [LoggerMessage(
        16, LogLevel.Error,
        "The device failed, or its memory is short, whatever the picture: the service is not ready until pictures are scored again, which "
        + "is tried with one without content. If it stays so, restart the service: a GPU that has failed often computes nothing more for "
        + "the same process.")]
    public static partial void DeviceFails(ILogger logger);

    /// <summary>Scoring works after it did not.</summary>
    [LoggerMessage(11, LogLevel.Information, "The model scores again: the service is ready.")]
    public static partial void ScoringWorks(ILogger logger);

    /// <summary>Two runtimes are raced.</summary>
    [LoggerMessage(13, LogLevel.Information, "Trying whether TorchSharp or ONNX Runtime is faster here: one picture, then a batch.")]
    public static partial void RaceStarted(ILogger logger);

    /// <summary>A race of two runtimes is decided; times are in milliseconds.</summary>
    [LoggerMessage(
        14, LogLevel.Information,
        "One picture and {Pictures} take TorchSharp {TorchSharpAlone} and {TorchSharpBatch} ms, ONNX Runtime {OnnxRuntimeAlone} and "
        + "{OnnxRuntimeBatch} ms. {Choice}")]
    public static partial void RaceEnded(
        ILogger logger,
        int pictures,
        double torchSharpAlone,
        double torchSharpBatch,
        double onnxRuntimeAlone,
        double onnxRuntimeBatch,
        string choice);

    /// <summary>A model cannot be scored by ONNX Runtime.</summary>
    [LoggerMessage(
        15, LogLevel.Warning,
        "The model is served as it was saved, without ONNX Runtime: {Reason} With PredictionService:Runtime=AsSaved it is not tried.")]
    public static partial void ServedAsSaved(ILogger logger, string reason);
}
