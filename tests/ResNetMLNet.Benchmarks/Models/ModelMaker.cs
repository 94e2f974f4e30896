using System.IO.Compression;
using Microsoft.ML;
using ResNetMLNet.Benchmarks.CommandLine;
using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Benchmarks.Running;
using ResNetMLNet.Files;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.OnnxRuntime.Scoring;
using ResNetMLNet.Training;
using ResNetMLNet.Weights;
using static TorchSharp.torch;

namespace ResNetMLNet.Benchmarks.Models;

/// <summary>Trains the model that all scoring contenders share, and writes it in every form.</summary>
internal static class ModelMaker
{
    /// <summary>Small batches: the running means and variances shall have moved away from their first values.</summary>
    private const int BatchSize = 16;

    /// <summary>Small steps: probabilities of exactly 0 and 1 would agree whatever is computed.</summary>
    private const double LearningRate = 0.01;

    private const int MaxRows = 512;

    /// <summary>Writes the files that <see cref="ModelFiles"/> names.</summary>
    public static void Make(WorkerSettings settings)
    {
        var ml = new MLContext(TrainingTask.Seed);
        var images = ImageSource.Load(ml, Math.Min(MaxRows, settings.Rows), settings.Size, settings.Classes);
        var view = new ImagesView(images, images.Count);
        var trainer = ml.MulticlassClassification.Trainers.ResNet(new ResNetTrainer.Options
        {
            BatchSize = BatchSize,
            Epoch = 1,
            LearningRate = LearningRate,
            Seed = TrainingTask.Seed,
        });
        using (var model = trainer.Fit(view))
        using (var converted = (OnnxRuntimeTransformer)ml.Model.ToOnnxRuntime(model))
        using (var onnx = File.Create(ModelFiles.Onnx(settings.Folder)))
        {
            ml.Model.Save(model, view.Schema, ModelFiles.Zip(settings.Folder));
            ml.Model.Save(converted, view.Schema, ModelFiles.OnnxRuntimeZip(settings.Folder));
            using var file = Transforms.Onnx.OnnxModel.Of(model);
            file.WriteTo(onnx);
        }
        using var network = LoadNetwork(ModelFiles.Zip(settings.Folder), settings.Classes);
        network.eval();
        WriteReference(network, images, Math.Min(settings.CheckRows, images.Count), ModelFiles.Reference(settings.Folder));
    }

    private static ResNet LoadNetwork(string zip, int classes)
    {
        using var archive = ZipFile.OpenRead(zip);
        var entry = archive.Entries.FirstOrDefault(entry => entry.Name == ModelArchive.WeightsName)
            ?? throw new BenchmarkException($"'{zip}' has no {ModelArchive.WeightsName}: the trainer saves another form now.");
        using var weights = new MemoryStream();
        using (var stream = entry.Open())
            stream.CopyTo(weights);
        weights.Position = 0;
        var network = new ResNet(new(), 1, classes);
        SafeTensorsReader.Read(weights, network.state_dict());
        return network;
    }

    private static void WriteReference(ResNet network, Images images, int rows, string file)
    {
        using var mode = inference_mode();
        using var folded = network.Fold();
        using var exact = new ExactNetwork(folded, NetworkOutput.Probabilities);
        var buffer = new ProbabilityBuffer(rows, images.Classes);
        for (var row = 0; row < rows; row++)
        {
            using var scope = NewDisposeScope();
            var image = images.Values.AsSpan(row * images.Length, images.Length).ToArray();
            exact.Apply(tensor(image, 1, 1, images.Size, images.Size)).Values<float>().CopyTo(buffer.Row(row));
        }
        buffer.Save(file);
    }
}
