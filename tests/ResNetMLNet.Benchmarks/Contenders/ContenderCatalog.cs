using Microsoft.ML;
using ResNetMLNet.Benchmarks.CommandLine;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Benchmarks.Models;
using ResNetMLNet.Benchmarks.Photos;
using ResNetMLNet.Benchmarks.Running;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Weights;
using static TorchSharp.torch;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>Makes contenders by name.</summary>
internal static class ContenderCatalog
{
    /// <summary>The batch of ONNX Runtime's session where it may take many images at once.</summary>
    private const int OrtBatch = 64;

    /// <summary>Loads the data and makes the contender.</summary>
    /// <exception cref="BenchmarkException">There is no contender of that name.</exception>
    public static IContender Create(WorkerSettings settings)
    {
        if (settings.Contender == ContenderName.Reading)
            return new ReadingContender(settings);
        var held = Math.Min(settings.Held, Math.Max(settings.Rows, settings.CheckRows));
        if (ContenderName.IsFineTuning(settings.Contender))
            return FineTuning(settings, PhotoSource.Load(held));
        var ml = new MLContext(TrainingTask.Seed);
        var images = ImageSource.Load(ml, held, settings.Size, settings.Classes);
        return Training(settings.Contender, images) is { } training
            ? new TrainingContender(training, TrainingRecipe.FromScratch, settings)
            : new ScoringContender(Scoring(ml, settings, images), settings);
    }

    private static ITraining? Training(string name, Images images) => name switch
    {
        ContenderName.Bare or ContenderName.BareKept => new BareTraining(images, ScalarType.Float32, TrainingRecipe.FromScratch),
        ContenderName.Exact => new BareTraining(images, ScalarType.Float64, TrainingRecipe.FromScratch),
        ContenderName.Tricks => new TricksTraining(images),
        ContenderName.FitFloat32 => new FitTraining(images, Precision.Float32, TrainingRecipe.FromScratch),
        ContenderName.FitAuto => new FitTraining(images, Precision.Auto, TrainingRecipe.FromScratch),
        _ => null,
    };

    private static TrainingContender FineTuning(WorkerSettings settings, Images images)
    {
        var recipe = TrainingRecipe.FineTuning;
        ITraining training = settings.Contender switch
        {
            ContenderName.FineTuneBare => new BareTraining(images, ScalarType.Float32, recipe),
            ContenderName.FineTuneExact => new BareTraining(images, ScalarType.Float64, recipe),
            _ => new FitTraining(images, Precision.Auto, recipe, SavedWeights(recipe, images, settings.Folder)),
        };
        return new TrainingContender(training, recipe, settings);
    }

    /// <summary>The file of the weights that the others begin with: seeded ones, since no time depends on what they are.</summary>
    private static string SavedWeights(TrainingRecipe recipe, Images images, string folder)
    {
        using var network = recipe.InitialNetwork(images);
        var file = ModelFiles.InitialWeights(folder);
        TorchWeights.Save(network, file);
        return file;
    }

    private static IScoring Scoring(MLContext ml, WorkerSettings settings, Images images) => settings.Contender switch
    {
        ContenderName.ScoreFloat32 => new TransformScoring(images, Ours(ml, settings)),
        ContenderName.ScoreBFloat16 => new TransformScoring(images, Ours(ml, settings, Precision.BFloat16)),
        ContenderName.FeaturizeFloat32 => Featurizing(ml, images, settings),
        ContenderName.Predict => new EngineScoring(ml, images, Ours(ml, settings)),
        ContenderName.ScoreOnnxRuntime => new TransformScoring(images, OnnxRuntime(ml, settings)),
        ContenderName.PredictOnnxRuntime => new EngineScoring(ml, images, OnnxRuntime(ml, settings)),
        ContenderName.ApplyOnnx => new TransformScoring(images, OnnxModel.Apply(ml, settings)),
        ContenderName.ApplyOnnxPredict => new EngineScoring(ml, images, OnnxModel.Apply(ml, settings)),
        ContenderName.Ort => new OrtScoring(images, ModelFiles.Onnx(settings.Folder), OrtBatch),
        ContenderName.OrtSingle => new OrtScoring(images, ModelFiles.Onnx(settings.Folder), batch: 1),
        var name => throw new BenchmarkException($"'{name}' is no contender. {nameof(ContenderName)} lists them."),
    };

    private static TransformScoring Featurizing(MLContext ml, Images images, WorkerSettings settings)
    {
        using var model = Ours(ml, settings);
        using var network = model.CopyNetwork();
        var featurizer = ml.Transforms.ResNetFeaturizer(ColumnName.Seen, ColumnName.Features, model);
        return new TransformScoring(images, featurizer.Fit(new ImagesView(images, rows: 1)), new LastLayer(network));
    }

    private static ITransformer OnnxRuntime(MLContext ml, WorkerSettings settings) =>
        ml.Model.Load(ModelFiles.OnnxRuntimeZip(settings.Folder), out _);

    private static ResNetTransformer Ours(
        MLContext ml, WorkerSettings settings, Precision precision = Precision.Float32)
    {
        var model = (ResNetTransformer)ml.Model.Load(ModelFiles.Zip(settings.Folder), out _);
        model.Precision = precision;
        return model;
    }
}
