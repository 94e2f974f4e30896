using ResNetMLNet.Featurization;

namespace ResNetMLNet.Onnx;

/// <summary>What <see cref="PixelsToFeaturesTransformer"/> does, in a graph.</summary>
/// <param name="type">The type of the pixels.</param>
/// <param name="dimensions">The dimensions of the column of pixels.</param>
/// <param name="source">The image that these are.</param>
/// <param name="output">The shape of the features.</param>
/// <param name="scaling">How pixels become features.</param>
internal sealed class OnnxPixelFeatures(
    OnnxElementType type, IReadOnlyList<int> dimensions, ImageShape source, ImageShape output, PixelScaling scaling)
    : IOnnxFeaturization
{
    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> Metadata =>
    [
        new(OnnxMetadata.Featurization, OnnxMetadata.Json(new
        {
            Kind = "pixels",
            scaling.Scale,
            scaling.Mean,
            scaling.StandardDeviation,
        })),
    ];

    /// <inheritdoc/>
    public string AddTo(OnnxGraph graph, string input)
    {
        var formula = new OnnxFormula(graph, "featurization");
        var pixels = graph.AddInput(input, type, dimensions.Select(size => (OnnxDimension)size));
        if (dimensions.Count != 3)
            pixels = formula.Reshape(pixels, source);
        if (type != OnnxElementType.Float)
            pixels = formula.Cast(pixels, OnnxElementType.Float);
        if (source != output)
            pixels = Resize(formula, pixels);
        return formula.Scale(scaling, pixels, output.Channels);
    }

    private string Resize(OnnxFormula formula, string pixels)
    {
        // By sizes: factors in single precision would make a side of 95 out of one of 96. The batch's own is not known here.
        var batch = formula.Apply("Slice", formula.Apply("Shape", pixels), formula.List(0L), formula.List(1L));
        var sizes = formula.Apply(
            "Concat",
            [batch, formula.List<long>(output.Channels, output.Height, output.Width)],
            OnnxMessages.Attribute("axis", 0L));
        return formula.Apply(
            "Resize",
            [pixels, "", "", sizes],
            OnnxMessages.Attribute("mode", "linear"),
            OnnxMessages.Attribute("coordinate_transformation_mode", "half_pixel"));
    }
}
