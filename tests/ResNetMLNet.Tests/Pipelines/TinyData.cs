using ResNetMLNet.Data;
using ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Pipelines;

/// <summary>
/// A folder with the names of Fashion-MNIST and a few drawn images, enough for a training of seconds.
/// </summary>
internal static class TinyData
{
    public static string Write(TemporaryFolder folder, int trainRows = 60, int testRows = 30)
    {
        Write(folder, FashionMnist.TrainImages, FashionMnist.TrainLabels, DrawnFashion.Part.Train, trainRows);
        Write(folder, FashionMnist.TestImages, FashionMnist.TestLabels, DrawnFashion.Part.Test, testRows);
        return folder.Path;
    }

    private static void Write(
        TemporaryFolder folder, FashionMnistFile images, FashionMnistFile labels, DrawnFashion.Part part, int rows)
    {
        var drawn = DrawnFashion.Draw(DrawnFashion.DefaultSeed, part, rows);
        folder.Write(images.Name, Idx.File(8, [(uint)rows, (uint)drawn.Height, (uint)drawn.Width], drawn.Pixels));
        folder.Write(labels.Name, Idx.Labels(drawn.Labels));
    }
}
