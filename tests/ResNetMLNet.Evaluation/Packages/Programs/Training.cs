using Microsoft.ML;
using ResNetMLNet;
using ResNetMLNet.Training;
using ResNetMLNet.Transforms;

if (!File.Exists(args[0]))
    Train(args[0]);
using var engine = Predictions.LoadEngine(args[0]);
foreach (var picture in Picture.DrawAll())
    Console.WriteLine(engine.Predict(picture));

static void Train(string path)
{
    var ml = new MLContext(seed: 1);
    var data = ml.Data.LoadFromEnumerable(Picture.DrawAll());
    var pipeline = ml.Transforms.PixelsToFeatures("Features", "Pixels", imageHeight: 16, imageWidth: 16)
        .Append(ml.Transforms.Conversion.MapValueToKey("Label"))
        .Append(ml.MulticlassClassification.Trainers.ResNet(new ResNetTrainer.Options { Epoch = 2, BatchSize = 10, LearningRate = 0.003 }))
        .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
    using var model = pipeline.Fit(data);
    ml.Model.Save(model, data.Schema, path);
}
