using System.Globalization;

namespace ResNetMLNet.OnnxRuntime.Export;

/// <summary>What goes into an ONNX file, and how it is compared with the model.</summary>
public sealed class OnnxExportOptions
{
    /// <summary>
    /// Whether the file makes the features itself: what <c>PixelsToFeatures</c> or <c>ImagesToFeatures</c> of the chain does to
    /// make the network's images, byte for byte. Of a picture, the decoding does not go into the file.
    /// </summary>
    /// <value>The default is false: features go in.</value>
    public bool IncludeFeaturization { get; set; }

    /// <summary>How many rows of the sample are compared at most, from its first one on.</summary>
    /// <value>The default is 256.</value>
    public int ComparedRows { get; set; } = 256;

    /// <summary>Is told the number of rows compared so far, now and then.</summary>
    /// <value>The default is null: nobody is told.</value>
    public Action<int>? ProgressCallback { get; set; }

    /// <summary>Ends the export without a file.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>A copy that its owner cannot change any more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal OnnxExportOptions Checked() => ComparedRows >= 1
        ? (OnnxExportOptions)MemberwiseClone()
        : throw new ArgumentOutOfRangeException(
            nameof(ComparedRows),
            string.Create(CultureInfo.InvariantCulture, $"{nameof(ComparedRows)} is {ComparedRows}, it has to be at least 1."));
}
