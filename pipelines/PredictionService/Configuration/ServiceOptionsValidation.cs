using System.Globalization;
using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.PredictionService.Pictures;

namespace ResNetMLNet.Pipelines.PredictionService.Configuration;

/// <summary>Checks the options when the service starts; one message names all that is wrong.</summary>
internal sealed class ServiceOptionsValidation : IValidateOptions<ServiceOptions>
{
    private const int MostPixels = 400_000_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ServiceOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(ServiceOptions options) => new[]
    {
        string.IsNullOrWhiteSpace(options.ModelPath) ? Text(nameof(options.ModelPath), "empty", "the path of a model.zip") : null,
        options.RejectBelow is { } share and not (> 0 and < 1)
            ? Text(nameof(options.RejectBelow), share.ToString(CultureInfo.InvariantCulture), "a number above 0 and below 1")
            : null,
        options.Threads is { } threads ? Number(nameof(options.Threads), threads, 1, 1024) : null,
        Time(nameof(options.ModelPollInterval), options.ModelPollInterval, TimeSpan.FromMilliseconds(10)),
        Number(nameof(options.MaximumBatchSize), options.MaximumBatchSize, 1, 4096),
        Time(nameof(options.MaximumBatchDelay), options.MaximumBatchDelay, TimeSpan.Zero),
        Number(nameof(options.QueueCapacity), options.QueueCapacity, 1, 1_000_000),
        Number(nameof(options.MaximumBodyBytes), options.MaximumBodyBytes, 1, 1 << 30),
        Number(nameof(options.MaximumBufferedBytes), options.MaximumBufferedBytes, 1, 1L << 40),
        Number(nameof(options.MaximumPixels), options.MaximumPixels, 1, MostPixels),
        Number(nameof(options.MaximumPictures), options.MaximumPictures, 1, 100_000),
        Time(nameof(options.BodyTimeout), options.BodyTimeout, TimeSpan.FromMilliseconds(1)),
        AtLeast(nameof(options.QueueCapacity), options.QueueCapacity, nameof(options.MaximumPictures), options.MaximumPictures),
        AtLeast(
            nameof(options.MaximumBufferedBytes),
            options.MaximumBufferedBytes,
            $"{MemoryShares.BytesPerBodyByte} x {nameof(options.MaximumBodyBytes)} + "
            + $"{MemoryShares.BytesPerPixel} x {nameof(options.MaximumPixels)}",
            MemoryShares.LargestBody(options) + MemoryShares.LargestPicture(options)),
    }.OfType<string>();

    private static string? Number(string name, long value, long lowest, long highest) =>
        value >= lowest && value <= highest ? null : Text(name, Digits(value), $"from {Digits(lowest)} to {Digits(highest)}");

    private static string? Time(string name, TimeSpan value, TimeSpan shortest) =>
        value >= shortest && value <= LongestWait ? null : Text(name, $"{value}", $"a time from {shortest} to {LongestWait}");

    /// <summary>What one request may ask for must fit, or it would be refused however often it is sent.</summary>
    private static string? AtLeast(string name, long value, string otherName, long other) =>
        value >= other ? null : Text(name, Digits(value), $"at least {otherName}, {Digits(other)}");

    private static string Text(string name, string value, string range) =>
        $"{ServiceOptions.Section}:{name} is {value}; it must be {range}.";

    private static string Digits(long value) => value.ToString(CultureInfo.InvariantCulture);
}
