namespace ResNetMLNet.Modeling;

/// <summary>Which parameters a <see cref="ResNet"/> has beside its kernels, and how they begin.</summary>
public enum ResNetLayout
{
    /// <summary>
    /// That of Dive into Deep Learning, chapter 7.6: every convolution has a bias, the 1x1 convolution of a shortcut no batch
    /// normalization. Weights begin Xavier-uniform, biases at 0.
    /// </summary>
    D2L = 0,

    /// <summary>
    /// That of torchvision, in which pretrained weights are published: no convolution has a bias, the 1x1 convolution of a
    /// shortcut has batch normalization. Kernels begin normal after He et al. 2015, "Delving Deep into Rectifiers", by their
    /// outputs; the last layer begins uniform as torch's <c>Linear</c>.
    /// </summary>
    Torchvision = 1,
}
