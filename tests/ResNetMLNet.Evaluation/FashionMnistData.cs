using Microsoft.ML;
using ResNetMLNet.Data;

namespace ResNetMLNet.Evaluation;

/// <summary>The real data, where the machine has it.</summary>
internal static class FashionMnistData
{
    /// <summary>The data; ends a test as inconclusive where it is not named.</summary>
    public static DataOperationsCatalog.TrainTestData Load(MLContext ml)
    {
        Require();
        return ml.Data.LoadFashionMnist();
    }

    /// <summary>Ends a test as inconclusive where the data is not named.</summary>
    public static void Require()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(FashionMnist.FolderVariable)))
            Assert.Inconclusive($"Set {FashionMnist.FolderVariable} to a folder with the four files of Fashion-MNIST.");
    }
}
