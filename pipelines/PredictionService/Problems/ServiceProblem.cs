using System.Globalization;
using ResNetMLNet.Pipelines.PredictionService.Pictures;

namespace ResNetMLNet.Pipelines.PredictionService.Problems;

/// <summary>Why a request is not answered, for its client.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Name">The kind of problem, which programs can tell apart: <c>queue-full</c>.</param>
/// <param name="Title">The kind of problem in words.</param>
/// <param name="Detail">The thing, the value and the remedy.</param>
/// <param name="File">The picture at fault as the client calls it; null if it is not about one picture.</param>
internal sealed record ServiceProblem(int Status, string Name, string Title, string Detail, string? File = null)
{
    // The queue empties within this time wherever it is of use at all; a header tells whole seconds only.
    private const int SecondsToRetry = 1;

    /// <summary>The seconds after which another try may do better; null if the same request never will.</summary>
    public int? RetryAfter { get; private init; }

    /// <summary>There is nothing in the request.</summary>
    public static ServiceProblem NoPictures(string detail) =>
        new(StatusCodes.Status400BadRequest, "no-pictures", "There is no picture in the request", detail);

    /// <summary>The body is not built as its type says.</summary>
    public static ServiceProblem Malformed(string detail) =>
        new(StatusCodes.Status400BadRequest, "malformed-request", "The request is malformed", detail);

    /// <summary>The number of classes to name is none that the model has.</summary>
    public static ServiceProblem WrongTop(string value, int classes) => new(
        StatusCodes.Status400BadRequest,
        "wrong-top",
        "The number of classes is wrong",
        $"top is '{value}'; it must be a whole number from 1 to {Digits(classes)}, the classes of the model.");

    /// <summary>The class to explain is none that the model has.</summary>
    public static ServiceProblem WrongClass(string value) => new(
        StatusCodes.Status400BadRequest,
        "wrong-class",
        "The class is not known",
        $"class is '{value}'; it must be one of the classes of the model, which /model names, or left out for the likeliest one.");

    /// <summary>The model that answers cannot be explained.</summary>
    public static ServiceProblem NotExplainable() => new(
        StatusCodes.Status501NotImplemented,
        "not-explainable",
        "The model cannot be explained",
        "The model is no single ResNet on TorchSharp, or nobody knows which part of a picture it sees. Serve one that 'train' wrote, with "
        + "PredictionService:Runtime at Auto or AsSaved.");

    /// <summary>The body did not arrive in time.</summary>
    public static ServiceProblem TooSlow(TimeSpan limit) => new(
        StatusCodes.Status408RequestTimeout,
        "too-slow",
        "The request came too slowly",
        $"The body did not arrive within {Digits(limit.TotalSeconds)} seconds. Send fewer or smaller pictures, or try again.");

    /// <summary>The body is too large.</summary>
    public static ServiceProblem BodyTooLarge(long limit, long? length) => new(
        StatusCodes.Status413PayloadTooLarge,
        "body-too-large",
        "The request is too large",
        $"The body has {(length is { } known ? Digits(known) : $"more than {Digits(limit)}")} bytes; at most {Digits(limit)} are "
        + "taken. Send fewer or smaller pictures.");

    /// <summary>There are too many pictures in one request.</summary>
    public static ServiceProblem TooManyPictures(int limit) => new(
        StatusCodes.Status413PayloadTooLarge,
        "too-many-pictures",
        "There are too many pictures in the request",
        $"The request has more than {Digits(limit)} pictures. Spread them over several requests.");

    /// <summary>The pictures of one request take more memory than all requests may.</summary>
    public static ServiceProblem TooMuchMemory(long bytes, long limit) => new(
        StatusCodes.Status413PayloadTooLarge,
        "too-many-pictures",
        "There are too many pictures in the request",
        $"The pictures of the request take {Digits(bytes)} bytes until they are scored; at most {Digits(limit)} are kept. Spread them "
        + "over several requests, or let the service have more by PredictionService:MaximumBufferedBytes.");

    /// <summary>The body is of a type that is not taken.</summary>
    public static ServiceProblem WrongType(string? type) => new(
        StatusCodes.Status415UnsupportedMediaType,
        "wrong-type",
        "The type of the request is not supported",
        $"The Content-Type is {(string.IsNullOrEmpty(type) ? "missing" : $"'{type}'")}; it must be "
        + $"{string.Join(", ", PictureTypes.All)}, or {PictureTypes.Form} with such files.");

    /// <summary>A picture cannot be read.</summary>
    /// <param name="file">The picture as the client calls it.</param>
    /// <param name="reason">Why, as the end of a sentence.</param>
    public static ServiceProblem Unreadable(string? file, string reason) => new(
        StatusCodes.Status422UnprocessableEntity,
        "unreadable-picture",
        "A picture cannot be read",
        $"The picture{(file is null ? "" : $" '{file}'")} cannot be read: {reason}. Send a sound "
        + "picture; no picture of this request was scored.",
        file);

    /// <summary>More is asked for than is scored.</summary>
    public static ServiceProblem Busy(string detail) =>
        new(StatusCodes.Status429TooManyRequests, "busy", "The service is busy", detail) { RetryAfter = SecondsToRetry };

    /// <summary>The model failed on a picture that was read well.</summary>
    public static ServiceProblem NotScored(string? file) => new(
        StatusCodes.Status500InternalServerError,
        "not-scored",
        "A picture could not be scored",
        $"The model failed on the picture{(file is null ? "" : $" '{file}'")}. The log of the service says why.",
        file);

    /// <summary>Nothing can be scored now.</summary>
    public static ServiceProblem Unavailable(string name, string detail) => new(
        StatusCodes.Status503ServiceUnavailable, name, "The service is not ready", detail) { RetryAfter = SecondsToRetry };

    /// <summary>There is no model yet.</summary>
    public static ServiceProblem NoModel() => Unavailable(
        "no-model", "No model is loaded. Try again; if it stays so, the log of the service says what is wrong with the file.");

    /// <summary>The model fails on whatever it is given.</summary>
    public static ServiceProblem Failing() => Unavailable(
        "scoring-fails",
        "The model fails on every picture. The log of the service says why; as soon as it works again, the service is ready.");

    /// <summary>The service stops.</summary>
    public static ServiceProblem Stopping() => Unavailable(
        "stopping", "The service is stopping and takes no further pictures. Try again when it is back.");

    private static string Digits(double value) => value.ToString(CultureInfo.InvariantCulture);
}
