using System.Globalization;
using Microsoft.ML;
using ResNetMLNet.History;
using ResNetMLNet.Modeling;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Scoring;
using ResNetMLNet.Transforms.Calibration;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>What a model tells of itself; as JSON, its members in this order. One that was converted tells no training.</summary>
internal sealed record ModelInfo(
    string Network,
    string Image,
    int? ResizeTo,
    float? Scale,
    IReadOnlyList<float>? Mean,
    IReadOnlyList<float>? StandardDeviation,
    float? Temperature,
    float? RejectBelow,
    IReadOnlyList<string> ClassNames,
    ModelInfo.Training? TrainedBy)
{
    /// <summary>The file that it is in; null if it is in none.</summary>
    public StoredModel? File { get; init; }

    /// <summary>Reads what a model tells.</summary>
    /// <param name="model">The whole chain.</param>
    /// <param name="classNames">The classes that it tells apart.</param>
    public static ModelInfo Of(ITransformer model, IReadOnlyList<string> classNames)
    {
        var members = ChainMembers.Of(model).ToList();
        var trained = members.OfType<ResNetTransformer>().FirstOrDefault();
        var pictures = members.OfType<ImagesToFeaturesTransformer>().FirstOrDefault();
        var scaling = pictures?.Scaling ?? members.OfType<PixelsToFeaturesTransformer>().FirstOrDefault()?.Scaling;
        return new ModelInfo(
            trained is null ? "over ONNX Runtime" : NetworkOf(trained.Model.Description),
            ImageOf(members.OfType<NetworkTransformer>().First()),
            pictures?.ResizeTo,
            scaling?.Scale,
            scaling?.Mean,
            scaling?.StandardDeviation,
            (float?)members.OfType<TemperatureCalibratorTransformer>().FirstOrDefault()?.Temperature,
            (float?)members.OfType<RejectionTransformer>().FirstOrDefault()?.Threshold,
            classNames,
            trained is null ? null : Training.Of(trained.History));
    }

    /// <summary>Names and values, as a table shows them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Facts()
    {
        yield return new("Network", Network);
        yield return new("Images", ResizeTo is { } size ? $"{Image}, cut out of pictures whose shorter side is {size}" : Image);
        if (Scale is { } scale)
            yield return new("Normalization", $"times {Text(scale)}, less {Text(Mean!)}, by {Text(StandardDeviation!)}");
        if (Temperature is { } temperature)
            yield return new("Temperature", Text(temperature));
        if (RejectBelow is { } threshold)
            yield return new("Names no class below", Text(threshold));
        yield return new("Classes", string.Join(", ", ClassNames));
        foreach (var fact in TrainedBy?.Facts() ?? [])
            yield return fact;
        foreach (var fact in File?.Facts() ?? [])
            yield return fact;
    }

    private static string NetworkOf(ResNetDescription description) =>
        description.Architecture.ToString().Replace("ResNet", "ResNet-", StringComparison.Ordinal)
        + (description.Blocks is null ? "" : $" of {OptionWords.Of(description.Blocks)} blocks")
        + (description.Widths is null ? "" : $" with {OptionWords.Of(description.Widths)} channels")
        + $", {OptionWords.Of(description.Stem)} stem"
        + (description.PreActivation ? ", pre-activation" : "");

    private static string ImageOf(NetworkTransformer network) => network.FeatureColumnType is Microsoft.ML.Data.VectorDataViewType type
        ? string.Join(" x ", type.Dimensions) : "";

    private static string Text(IReadOnlyList<float> numbers) => string.Join(" ", numbers.Select(Text));

    private static string Text(float number) => number.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>The file of a model.</summary>
    /// <param name="Bytes">Its size.</param>
    /// <param name="Written">When it was written.</param>
    /// <param name="WeightsSha256">The SHA-256 of the weights in it, in hexadecimal digits; null for a converted model.</param>
    internal sealed record StoredModel(long Bytes, DateTime Written, string? WeightsSha256)
    {
        public IEnumerable<KeyValuePair<string, string>> Facts()
        {
            yield return new("File", FormattableString.Invariant($"{Bytes:N0} bytes, written {Written:u}"));
            if (WeightsSha256 is not null)
                yield return new("Weights", $"SHA-256 {WeightsSha256}");
        }
    }

    /// <summary>How a model came about.</summary>
    internal sealed record Training(
        long Rows,
        int Epochs,
        int ModelEpoch,
        string Device,
        string Precision,
        int Seed,
        double? TrainLoss,
        double? ValidationLoss,
        double? ValidationAccuracy)
    {
        public static Training Of(TrainingHistory history)
        {
            var epoch = history.ModelEpoch > 0 ? history.Epochs[history.ModelEpoch - 1] : null;
            return new(
                history.TrainRows,
                history.Epochs.Count,
                history.ModelEpoch,
                history.Device,
                OptionWords.Of(history.Precision),
                history.Seed,
                epoch?.TrainLoss,
                epoch?.ValidationLoss,
                epoch?.ValidationAccuracy);
        }

        public IEnumerable<KeyValuePair<string, string>> Facts()
        {
            var epochs = Epochs == 1 ? "epoch" : "epochs";
            yield return new(
                "Training",
                FormattableString.Invariant($"{Rows:N0} images, {Epochs} {epochs}, seed {Seed}, {Device}, {Precision}"));
            if (ModelEpoch != Epochs)
                yield return new("Epoch of the model", FormattableString.Invariant($"{ModelEpoch}"));
            if (TrainLoss is { } loss)
                yield return new("Train loss", FormattableString.Invariant($"{loss:F4}"));
            if (ValidationLoss is { } validationLoss)
                yield return new("Validation loss", FormattableString.Invariant($"{validationLoss:F4}"));
            if (ValidationAccuracy is { } accuracy)
                yield return new("Validation accuracy", FormattableString.Invariant($"{accuracy:F4}"));
        }
    }
}
