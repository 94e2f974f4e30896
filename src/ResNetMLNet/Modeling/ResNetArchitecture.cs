namespace ResNetMLNet.Modeling;

/// <summary>
/// A member of the family by its number of weighted layers (He et al. 2015, "Deep Residual Learning for Image Recognition",
/// table 1).
/// </summary>
public enum ResNetArchitecture
{
    /// <summary>Two, two, two and two blocks of two 3x3 convolutions.</summary>
    ResNet18 = 0,

    /// <summary>Three, four, six and three blocks of two 3x3 convolutions.</summary>
    ResNet34 = 1,

    /// <summary>Three, four, six and three bottleneck blocks.</summary>
    ResNet50 = 2,

    /// <summary>Three, four, twenty-three and three bottleneck blocks.</summary>
    ResNet101 = 3,

    /// <summary>Three, eight, thirty-six and three bottleneck blocks.</summary>
    ResNet152 = 4,
}
