namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;

/// <summary>Where the pictures of a training come from.</summary>
/// <param name="Folder">The folder with a sub-folder for each class.</param>
/// <param name="ValidationFolder">A folder with the pictures that are held out; null to hold out some of the others.</param>
/// <param name="ValidationFraction">The share of each class that is held out where there is no folder for it.</param>
/// <param name="TestFolder">A folder with the pictures of the test figures, which nothing is chosen by; null for none.</param>
/// <param name="Pictures">Which pictures are taken.</param>
internal sealed record DataSettings(
    string Folder, string? ValidationFolder, double ValidationFraction, string? TestFolder, PictureSettings Pictures);
