namespace ResNetMLNet.Modeling.Inference;

/// <summary>What is taken from a network.</summary>
internal enum NetworkOutput
{
    /// <summary>The softmax of the logits: one number a class.</summary>
    Probabilities,

    /// <summary>The means of the last maps, which the last layer gets.</summary>
    Features,
}
