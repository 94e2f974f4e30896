using ResNetMLNet.Weights;

namespace ResNetMLNet.Pipelines.ImageFolder.Checking;

/// <summary>What pictures are checked, and how.</summary>
/// <param name="Training">The folder for training.</param>
/// <param name="Validation">The folder for validation; null for none.</param>
/// <param name="Test">The folder for test figures; null for none.</param>
/// <param name="Weights">The weights that doubtful labels are found by; null if they are not looked for.</param>
/// <param name="MostPixels">The most pixels that a picture may have.</param>
/// <param name="Page">The file of the page to look at; null for none.</param>
/// <param name="IsJson">Whether the result is JSON.</param>
internal sealed record CheckSettings(
    string Training, string? Validation, string? Test, PretrainedWeights? Weights, long MostPixels, string? Page, bool IsJson);
