namespace ResNetMLNet.Modeling;

/// <summary>What a network has to fit.</summary>
/// <param name="ImageChannels">The channels of the images: 1 for grey, 3 for colour.</param>
/// <param name="ImageHeight">The height of the images in pixels.</param>
/// <param name="ImageWidth">The width of the images in pixels.</param>
/// <param name="ClassCount">The number of classes.</param>
/// <param name="Seed">The seed of the initial weights.</param>
public sealed record TorchModuleContext(int ImageChannels, int ImageHeight, int ImageWidth, int ClassCount, int Seed);
