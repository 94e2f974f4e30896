using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Onnx;

/// <summary>What <see cref="PixelsToFeaturesTransformer"/> does, in a graph.</summary>
internal sealed class OnnxPixelFeatures : IOnnxFeaturization
{
    private readonly VectorDataViewType _type;
    private readonly ImageShape _source;
    private readonly ImageShape _output;
    private readonly PixelScaling _scaling;

    /// <param name="transformer">The transformer.</param>
    /// <param name="input">The schema of the data that it is for.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column of pixels is missing or of another type.</exception>
    public OnnxPixelFeatures(PixelsToFeaturesTransformer transformer, DataViewSchema input)
    {
        InputColumnName = transformer.InputColumnName;
        (_type, _source, _output) = transformer.Shapes(input);
        _scaling = transformer.Scaling;
    }

    /// <inheritdoc/>
    public string InputColumnName { get; }

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> Metadata =>
    [
        new(OnnxMetadata.Featurization, OnnxMetadata.Json(new
        {
            Kind = "pixels",
            _scaling.Scale,
            _scaling.Mean,
            _scaling.StandardDeviation,
        })),
    ];

    /// <inheritdoc/>
    public string AddTo(OnnxGraph graph)
    {
        var formula = new OnnxFormula(graph, "featurization");
        var type = OnnxElementTypes.Of(_type.ItemType.RawType);
        var pixels = graph.AddInput(InputColumnName, type, _type.Dimensions.Select(size => (OnnxDimension)size));
        if (_type.Dimensions.Length != 3)
            pixels = formula.Reshape(pixels, _source);
        if (type != OnnxElementType.Float)
            pixels = formula.Cast(pixels, OnnxElementType.Float);
        if (_source != _output)
            pixels = Resize(formula, pixels);
        return formula.Scale(_scaling, pixels, _output.Channels);
    }

    private string Resize(OnnxFormula formula, string pixels)
    {
        // By sizes: factors in single precision would make a side of 95 out of one of 96. The batch's own is not known here.
        var batch = formula.Apply("Slice", formula.Apply("Shape", pixels), formula.List(0L), formula.List(1L));
        var sizes = formula.Apply(
            "Concat",
            [batch, formula.List<long>(_output.Channels, _output.Height, _output.Width)],
            OnnxMessages.Attribute("axis", 0L));
        return formula.Apply(
            "Resize",
            [pixels, "", "", sizes],
            OnnxMessages.Attribute("mode", "linear"),
            OnnxMessages.Attribute("coordinate_transformation_mode", "half_pixel"));
    }
}
