using System.Net.Sockets;
using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.Common.CommandLine;

namespace ResNetMLNet.Pipelines.PredictionService.Configuration;

/// <summary>Says why the service does not start.</summary>
internal static class StartErrorText
{
    /// <summary>The text for standard error, when the service cannot be made out of its settings.</summary>
    public static string OfSettings(Exception exception) =>
        exception is OptionsValidationException or InvalidOperationException ? exception.Message : ErrorText.Describe(exception);

    /// <summary>The text for standard error, when the service cannot listen.</summary>
    /// <param name="exception">What the server threw.</param>
    /// <param name="addresses">The addresses at which it should listen.</param>
    public static string OfListening(Exception exception, string addresses) => exception
        is IOException or SocketException or FormatException or ArgumentException or InvalidOperationException
        ? $"The service cannot listen at '{addresses}': {Reason(exception)} Choose another address by --urls, such "
            + $"as {Addresses.Default}."
        : ErrorText.Describe(exception);

    private static string Reason(Exception exception) => exception is ArgumentOutOfRangeException { ParamName: "port" }
        ? "A port is a number from 0 to 65535."
        : ErrorText.InnermostSentence(exception);
}
