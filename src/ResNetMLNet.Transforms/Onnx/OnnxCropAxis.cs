using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Onnx;

/// <summary>
/// What <see cref="CropAxis"/> and <see cref="TriangleTaps"/> are for a picture of known size, in a graph, for one of any size.
/// </summary>
internal sealed class OnnxCropAxis
{
    private readonly OnnxFormula _formula;

    /// <param name="formula">Where it goes.</param>
    /// <param name="source">The size of the picture.</param>
    /// <param name="shorter">That of the picture's shorter side.</param>
    /// <param name="resizeTo">What the shorter side is resized to.</param>
    /// <param name="crop">The size that is wanted.</param>
    public OnnxCropAxis(OnnxFormula formula, string source, string shorter, int resizeTo, int crop)
    {
        _formula = formula;
        var resized = Apply("Div", Apply("Mul", source, formula.Constant((long)resizeTo)), shorter);
        var count = Apply("Min", resized, formula.Constant((long)crop));
        var missing = Apply("Sub", formula.Constant((long)crop), count);
        var before = Apply("Div", missing, formula.Constant(2L));
        PaddingBefore = AsList(before);
        PaddingAfter = AsList(Apply("Sub", missing, before));
        Shares = SharesOf(source, resized, count, crop);
    }

    /// <summary>The places of the crop before those of a picture that is too small: a list of one.</summary>
    public string PaddingBefore { get; }

    /// <summary>Those behind it.</summary>
    public string PaddingAfter { get; }

    /// <summary>The share of each source place in each wanted one: integers in double precision, (wanted, source).</summary>
    public string Shares { get; }

    private string SharesOf(string source, string resized, string count, int crop)
    {
        var step = Apply("Div", Double(source), Double(resized));
        var reach = Apply("Max", _formula.Constant(1.0), step);
        var places = Apply("Add", AsColumn(Indices(count)), Start(resized, crop));
        var centers = Apply("Mul", Apply("Add", places, Half), step);
        var distances = Apply("Add", Apply("Sub", Indices(source), centers), Half);
        var scaled = Apply("Abs", Apply("Mul", distances, Apply("Div", _formula.Constant(1.0), reach)));
        var heights = Apply("Max", Apply("Sub", _formula.Constant(1.0), scaled), _formula.Constant(0.0));
        var parts = Apply("Div", heights, Apply("ReduceSum", heights, _formula.List(1L)));
        var shares = Apply("Mul", parts, _formula.Constant((double)(1 << TriangleTaps.PrecisionBits)));
        return Apply("Floor", Apply("Add", shares, Half));
    }

    /// <summary>The first place of the resized axis that is wanted; Round takes halves to even numbers, too.</summary>
    private string Start(string resized, int crop)
    {
        var surplus = Apply("Sub", Double(resized), _formula.Constant((double)crop));
        return Apply("Max", Apply("Round", Apply("Mul", surplus, Half)), _formula.Constant(0.0));
    }

    private string Half => _formula.Constant(0.5);

    private string Indices(string count) => Double(Apply("Range", _formula.Constant(0L), count, _formula.Constant(1L)));

    private string AsColumn(string list) => Apply("Unsqueeze", list, _formula.List(1L));

    private string AsList(string number) => Apply("Unsqueeze", number, _formula.List(0L));

    private string Double(string integers) => _formula.Cast(integers, OnnxElementType.Double);

    private string Apply(string operation, params IEnumerable<string> inputs) => _formula.Apply(operation, inputs);
}
