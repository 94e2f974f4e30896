namespace ResNetMLNet.Modeling;

/// <summary>
/// How a <see cref="ResNet"/> turns images into the maps of its first residual block (He et al. 2015, "Deep Residual
/// Learning for Image Recognition"). The residual blocks are the same behind both.
/// </summary>
public enum ResNetStem
{
    /// <summary>
    /// 7x7 convolution with stride 2, batch normalization, ReLU, 3x3 max pooling with stride 2: the first maps have a quarter
    /// of the images' height and width (section 3.4 and table 1, made for 224 x 224 pixels).
    /// </summary>
    Standard = 0,

    /// <summary>
    /// 3x3 convolution with stride 1, batch normalization, ReLU, no pooling: the first maps are as large as the images
    /// (section 4.2, made for the 32 x 32 pixels of CIFAR-10). Sees more of small images and takes several times as long.
    /// </summary>
    Small = 1,
}
