using ResNetMLNet.Pipelines.PredictionService.Configuration;

namespace ResNetMLNet.Pipelines.PredictionService.Pictures;

/// <summary>Divides the memory for pictures between those that are decoded and what is kept until it is scored.</summary>
internal static class MemoryShares
{
    /// <summary>The bytes for each byte of a body that is read: a buffer that doubles, and at its end the copy.</summary>
    public const int BytesPerBodyByte = 3;

    /// <summary>
    /// The bytes for each pixel that is decoded: its colours in four, those of a picture that is turned in four more, and up to eight
    /// that the decoder keeps until the end of a progressive JPEG (two for each of four components) or of an interlaced PNG (two for
    /// each channel).
    /// </summary>
    public const int BytesPerPixel = 16;

    /// <summary>
    /// The bytes that a request keeps until its pictures are scored: each as sent and as it is scored, and what the decoder sees of
    /// one at a time, which is a copy of a PNG.
    /// </summary>
    public static long Kept(IReadOnlyList<Upload> uploads, long scoredBytes) =>
        uploads.Sum(upload => upload.Content.Length + scoredBytes) + uploads.Max(upload => upload.Content.Length);

    /// <summary>The bytes that the largest picture takes while it is decoded.</summary>
    public static long LargestPicture(ServiceOptions options) => BytesPerPixel * options.MaximumPixels;

    /// <summary>The bytes that the largest body takes while it is read.</summary>
    public static long LargestBody(ServiceOptions options) => BytesPerBodyByte * (long)options.MaximumBodyBytes;

    /// <summary>The most bytes for pictures that are decoded.</summary>
    public static long MostDecoding(ServiceOptions options) => LargestPicture(options) + HalfOfTheRest(options);

    /// <summary>The most bytes for what is kept until it is scored.</summary>
    public static long MostBuffered(ServiceOptions options) => LargestBody(options) + HalfOfTheRest(options);

    private static long HalfOfTheRest(ServiceOptions options) =>
        (options.MaximumBufferedBytes - LargestBody(options) - LargestPicture(options)) / 2;
}
