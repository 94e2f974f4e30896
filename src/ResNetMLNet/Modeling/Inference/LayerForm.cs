namespace ResNetMLNet.Modeling.Inference;

/// <summary>How a convolution of a script is computed, the fastest first.</summary>
internal enum LayerForm
{
    /// <summary>By an operator of oneDNN that adds and activates as well, on packed weights.</summary>
    Fused,

    /// <summary>By torch's public operators.</summary>
    Public,

    /// <summary>As <see cref="Checks.ExactConvolution"/> does it.</summary>
    Exact,
}
