using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Onnx;

/// <summary>
/// What <see cref="ImagesToFeaturesTransformer"/> does, in a graph: pictures (N, 3, height, width) of bytes go in, planes of red,
/// green and blue of any size, though of one in a batch.
/// </summary>
/// <remarks>
/// ONNX has a Resize with antialiasing since version 18. ONNX Runtime 1.31 computes its shares in single precision, and of
/// noise one byte in 200 came out one off Pillow's and ours: that can make more than 1e-4 of a probability. Here the shares are
/// those of <see cref="TriangleTaps"/>, computed in double precision by older operators, and matrix products take the weighted
/// means: every number is an integer that double precision holds, so that every byte is ours, whatever runtime computes them.
/// </remarks>
/// <param name="transformer">The transformer.</param>
internal sealed class OnnxPictureFeatures(ImagesToFeaturesTransformer transformer) : IOnnxFeaturization
{
    private const int HeightAxis = 2;
    private const int WidthAxis = 3;
    private const double One = 1 << TriangleTaps.PrecisionBits;

    /// <inheritdoc/>
    public string InputColumnName => transformer.InputColumnName;

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> Metadata =>
    [
        new(OnnxMetadata.Featurization, OnnxMetadata.Json(new
        {
            Kind = "pictures",
            transformer.ResizeTo,
            transformer.Scaling.Scale,
            transformer.Scaling.Mean,
            transformer.Scaling.StandardDeviation,
        })),
    ];

    /// <inheritdoc/>
    public string AddTo(OnnxGraph graph)
    {
        var formula = new OnnxFormula(graph, "featurization");
        var bytes = graph.AddInput(InputColumnName, OnnxElementType.UInt8, 3, "height", "width");
        var (rows, columns) = Axes(formula, bytes);
        var pixels = formula.Cast(bytes, OnnxElementType.Double);
        if (transformer.Output.Channels == 1)
            pixels = Luma(formula, pixels);
        var narrowed = Blend(formula, formula.Apply("MatMul", pixels, formula.Apply("Transpose", columns.Shares)));
        var resized = Blend(formula, formula.Apply("MatMul", rows.Shares, narrowed));
        var crop = Pad(formula, formula.Cast(resized, OnnxElementType.Float), rows, columns);
        return formula.Scale(transformer.Scaling, formula.Reshape(crop, transformer.Output), transformer.Output.Channels);
    }

    private (OnnxCropAxis Rows, OnnxCropAxis Columns) Axes(OnnxFormula formula, string pictures)
    {
        var shape = formula.Apply("Shape", pictures);
        var height = formula.Apply("Gather", shape, formula.Constant((long)HeightAxis));
        var width = formula.Apply("Gather", shape, formula.Constant((long)WidthAxis));
        var shorter = formula.Apply("Min", height, width);
        return (
            new OnnxCropAxis(formula, height, shorter, transformer.ResizeTo, transformer.Output.Height),
            new OnnxCropAxis(formula, width, shorter, transformer.ResizeTo, transformer.Output.Width));
    }

    /// <summary>Grey bytes of coloured ones, as <see cref="PicturePixels"/> makes them.</summary>
    private static string Luma(OnnxFormula formula, string colours)
    {
        var factors = Array.ConvertAll(PicturePixels.LumaFactors.ToArray(), factor => (double)factor);
        var sum = formula.Apply("ReduceSum", formula.Apply("Mul", colours, formula.Channels(factors)), formula.List(1L));
        return Rounded(formula, sum, 1 << PicturePixels.LumaBits);
    }

    private static string Blend(OnnxFormula formula, string sums) =>
        formula.Apply("Min", Rounded(formula, sums, One), formula.Constant((double)byte.MaxValue));

    /// <summary>Sums of integer shares by what these sum to, halves upwards.</summary>
    private static string Rounded(OnnxFormula formula, string sums, double total) => formula.Apply(
        "Floor", formula.Apply("Div", formula.Apply("Add", sums, formula.Constant(total / 2)), formula.Constant(total)));

    /// <summary>Puts black around pictures that are too small.</summary>
    private static string Pad(OnnxFormula formula, string pixels, OnnxCropAxis rows, OnnxCropAxis columns)
    {
        var none = formula.List(0L, 0L);
        return formula.Apply("Pad", pixels, formula.Apply(
            "Concat",
            [none, rows.PaddingBefore, columns.PaddingBefore, none, rows.PaddingAfter, columns.PaddingAfter],
            OnnxMessages.Attribute("axis", 0L)));
    }
}
