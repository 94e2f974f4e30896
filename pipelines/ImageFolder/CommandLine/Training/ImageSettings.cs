namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;

/// <summary>What the network sees of the pictures.</summary>
/// <param name="Size">Height and width of what is cut out of the middle of a resized picture, in pixels.</param>
/// <param name="ResizeTo">What a picture's shorter side is resized to, in pixels.</param>
/// <param name="Channels">3 for colours, 1 for grey.</param>
/// <param name="Normalization">How pixels become features.</param>
internal sealed record ImageSettings(int Size, int ResizeTo, int Channels, Normalization Normalization);
