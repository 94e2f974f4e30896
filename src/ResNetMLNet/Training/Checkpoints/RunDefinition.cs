using ResNetMLNet.Modeling;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Training.Checkpoints;

/// <summary>All that decides which weights a training ends with. Two trainings with the same definition are the same training.</summary>
/// <param name="Values">The options that count, the seed, the precision and the shapes, by their names.</param>
/// <param name="TrainData">The fingerprint of the training rows; null while they, or the validation rows, are being read.</param>
/// <param name="ValidationData">The fingerprint of the validation rows; null without any, or where the other one is.</param>
/// <param name="Labels">The fingerprint of the training rows' labels and weights.</param>
/// <param name="ValidationLabels">The fingerprint of the validation rows' labels; null without any.</param>
internal sealed record RunDefinition(
    IReadOnlyDictionary<string, string> Values,
    string? TrainData,
    string? ValidationData,
    string Labels,
    string? ValidationLabels = null)
{
    /// <summary>What is known before the rows are read.</summary>
    public static IReadOnlyDictionary<string, string> ValuesOf(
        TorchTrainerOptions options, int seed, Precision precision, ImageShape image, int classCount)
    {
        var values = new Dictionary<string, string>(OptionValues.Of(options))
        {
            [nameof(ResNetTrainer.Options.Precision)] = $"{precision}",
            [nameof(options.Seed)] = OptionValues.Text(seed),
            ["Image"] = $"{image}",
            ["Classes"] = OptionValues.Text(classCount),
        };

        foreach (var (name, value) in options.FurtherValues())
            values[name] = value;

        // Where the schedule does not reach to the end, a training may become longer than it was to be.
        if (!options.LearningRateSchedule.DependsOnLength)
            values.Remove(nameof(options.Epoch));
        return values;
    }

    /// <summary>The definition with its rows, as far as they have been read.</summary>
    public static RunDefinition Of(IReadOnlyDictionary<string, string> values, ImageSet trainSet, ImageSet? validationSet)
    {
        var labels = DataFingerprint.OfLabels(trainSet);
        var validationLabels = validationSet is null ? null : DataFingerprint.OfLabels(validationSet);
        var (trainData, validationData) = (trainSet.Fingerprint, validationSet?.Fingerprint);
        return trainData is null || (validationSet is not null && validationData is null)
            ? new RunDefinition(values, null, null, labels, validationLabels)
            : new RunDefinition(values, trainData, validationData, labels, validationLabels);
    }

    /// <summary>The values that are different in a checkpoint, in words.</summary>
    public static IEnumerable<string> Differences(IReadOnlyDictionary<string, string> checkpoint, IReadOnlyDictionary<string, string> now)
    {
        // An option that is younger than the checkpoint had the effect of its default.
        var defaults = Defaults(checkpoint);
        return from name in checkpoint.Keys.Union(now.Keys)
               let there = checkpoint.GetValueOrDefault(name) ?? defaults.GetValueOrDefault(name, OptionValues.None)
               let here = now.GetValueOrDefault(name, OptionValues.None)
               where there != here
               select $"{name} is {there} in the checkpoint and {here} now";
    }

    /// <summary>The rows that are different in a checkpoint, in words, as far as both know them.</summary>
    public IEnumerable<string> RowDifferences(RunDefinition checkpoint)
    {
        var areKnown = checkpoint.TrainData is not null && TrainData is not null;
        if (areKnown ? checkpoint.TrainData != TrainData : checkpoint.Labels != Labels)
            yield return "the training rows are not the same, or not in the same order";
        if (areKnown ? checkpoint.ValidationData != ValidationData : checkpoint.ValidationLabels != ValidationLabels)
            yield return "the validation rows are not the same, or not in the same order";
    }

    /// <summary>The defaults of all options, for the parts of nested ones those of the types that a checkpoint names.</summary>
    private static IReadOnlyDictionary<string, string> Defaults(IReadOnlyDictionary<string, string> checkpoint)
    {
        var options = new ResNetTrainer.Options();
        foreach (var path in OptionPath.Options(options.GetType()).Select(option => new OptionPath(option)))
        {
            if (path.Kinds.Count == 0 || !checkpoint.TryGetValue(path.Name, out var name))
                continue;
            var kind = path.Kinds.FirstOrDefault(kind => kind.Name == name);
            path.Option.SetValue(options, kind is null ? null : Activator.CreateInstance(kind));
        }
        return OptionValues.Of(options);
    }
}
