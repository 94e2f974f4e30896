using System.Security.Cryptography;
using ResNetMLNet.Scoring;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>The weights as the model saves them alone: its own file is compressed, which takes longer than most trainings here.</summary>
internal static class SavedWeights
{
    public static string Sha256<TModel>(TorchTransformer<TModel> model)
        where TModel : TorchModelParameters
    {
        using var folder = new TemporaryFolder();
        model.SaveWeights(folder.File("weights"));
        using var stream = File.OpenRead(folder.File("weights"));
        return Convert.ToHexString(SHA256.HashData(stream));
    }
}
