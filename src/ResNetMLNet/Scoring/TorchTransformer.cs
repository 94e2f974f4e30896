using Microsoft.ML;
using ResNetMLNet.History;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Training;
using ResNetMLNet.Transforms.Scoring;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Scoring;

/// <summary>
/// A trained network: adds the predicted label and the class probabilities to images. <see cref="ResNetTransformer"/> and
/// <see cref="TorchModuleTransformer"/> are such.
/// </summary>
/// <typeparam name="TModel">What its model tells about itself.</typeparam>
/// <inheritdoc/>
public abstract class TorchTransformer<TModel>
    : NetworkTransformer, ISingleFeaturePredictionTransformer<TModel>, ISingleFeaturePredictionTransformer
    where TModel : TorchModelParameters
{
    private protected TorchTransformer(TrainedNetwork trained, TModel model)
        : this(
            trained,
            model,
            new BatchScorer(trained.Host, trained.Network, trained.Image, trained.Device, NetworkOutput.Probabilities))
    {
    }

    private TorchTransformer(TrainedNetwork trained, TModel model, BatchScorer scorer)
        : base(trained.Host, trained.FeatureColumnName, scorer, trained.Outputs)
    {
        Trained = trained;
        Model = model;
        Scorer = scorer;
    }

    /// <summary>What the network expects and gives.</summary>
    public TModel Model { get; }

    /// <summary>The record of the training that made the model; it is saved with it.</summary>
    public TrainingHistory History => Trained.History;

    /// <summary>The column of class probabilities.</summary>
    public string ScoreColumnName => Trained.Outputs.ScoreColumnName;

    /// <summary>The column of the predicted class, a key.</summary>
    public string PredictedLabelColumnName => Trained.Outputs.PredictedLabelColumnName;

    /// <summary>All that it was made of.</summary>
    private protected TrainedNetwork Trained { get; }

    /// <summary>What computes the scores.</summary>
    private protected BatchScorer Scorer { get; }

    /// <summary>How the model's file is marked.</summary>
    private protected abstract TorchModelKind FileKind { get; }

    /// <summary>
    /// Saves the weights alone, as <see cref="TorchWeights.Save"/> does: to go on with them in PyTorch, or a ResNet's as
    /// <see cref="ResNetTrainer.Options.PretrainedWeights"/>. The names of the classes, if they have some, are in the file's
    /// metadata: a list in JSON under <c>resnetmlnet.classes</c>.
    /// </summary>
    /// <param name="path">The safetensors file.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    /// <exception cref="IOException">The file cannot be written. An earlier one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, for want of the right to.</exception>
    public void SaveWeights(string path) => Scorer.WithNetwork(network => TorchWeights.SaveTrained(
        network, path, Trained.Outputs.LabelValues?.Texts()));

    private protected override void Save(ModelSaveContext context) => TorchModelFile.Save(context, FileKind, Trained, Scorer);
}
