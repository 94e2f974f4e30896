using Microsoft.ML;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Benchmarks.Models;

/// <summary>ML.NET's own transformer over the exported model.</summary>
internal static class OnnxModel
{
    /// <summary>ML.NET's default; without it two overloads fit equally.</summary>
    private const int RecursionLimit = 100;

    /// <summary>Loads the model with images of the shape that the worker has.</summary>
    public static ITransformer Apply(MLContext ml, WorkerSettings settings)
    {
        var shapes = new Dictionary<string, int[]>
        {
            [ColumnName.Features] = [1, 1, settings.Size, settings.Size],
            [ColumnName.Score] = [1, settings.Classes],
        };
        var blank = new Images(new float[settings.Size * settings.Size], new int[1], settings.Size, settings.Classes);
        return ml.Transforms
            .ApplyOnnxModel(
                [ColumnName.Score],
                [ColumnName.Features],
                ModelFiles.Onnx(settings.Folder),
                shapes,
                recursionLimit: RecursionLimit)
            .Fit(new ImagesView(blank, rows: 1));
    }
}
