using System.Globalization;
using System.Numerics.Tensors;
using ResNetMLNet.Benchmarks.CommandLine;
using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Benchmarks.Models;

namespace ResNetMLNet.Benchmarks.Running;

/// <summary>Times count only between contenders that compute the same: checked before the first round.</summary>
internal static class Agreement
{
    /// <summary>Compares losses and probabilities with exact ones, that is with those of double precision without oneDNN.</summary>
    /// <exception cref="BenchmarkException">A contender computes something else.</exception>
    public static void Require(Race race, IReadOnlyDictionary<string, Evidence> evidence)
    {
        var expectedLoss = race.Exact is null ? null : evidence[race.Exact.Contender].TrainLoss;
        foreach (var settings in race.Contenders)
        {
            var (name, found) = (settings.Contender, evidence[settings.Contender]);
            if (found.TrainLoss is { } loss && expectedLoss is { } expected)
                RequireLoss(name, loss, expected);
            if (found.ProbabilitiesFile is { } file)
            {
                RequireProbabilities(
                    name,
                    ProbabilityBuffer.Load(file),
                    ProbabilityBuffer.Load(ModelFiles.Reference(settings.Folder)),
                    settings.Classes);
            }
        }
    }

    /// <summary>Checks a training's mean loss.</summary>
    public static void RequireLoss(string name, double loss, double expected)
    {
        // What is no number fails as well.
        if (!(Math.Abs(loss - expected) <= LossTolerance(name) * Math.Abs(expected)))
            throw Differs(name, $"its mean training loss is {Text(loss)}, exactly it is {Text(expected)}");
    }

    /// <summary>Checks class probabilities and, in single precision, the most probable classes.</summary>
    public static void RequireProbabilities(string name, float[] probabilities, float[] expected, int classes)
    {
        if (probabilities.Length != expected.Length)
            throw Differs(name, $"it gave {probabilities.Length} probabilities, {expected.Length} are expected");
        var tolerance = ProbabilityTolerance(name);
        for (var row = 0; row < expected.Length / classes; row++)
        {
            var found = probabilities.AsSpan(row * classes, classes);
            var wanted = expected.AsSpan(row * classes, classes);
            for (var i = 0; i < classes; i++)
            {
                if (!(Math.Abs(found[i] - wanted[i]) <= tolerance))
                    throw Differs(name, $"row {row} gives class {i} a probability of {Text(found[i])}, not {Text(wanted[i])}");
            }
            if (name != ContenderName.ScoreBFloat16
                && TensorPrimitives.IndexOfMax<float>(found) != TensorPrimitives.IndexOfMax<float>(wanted))
                throw Differs(name, $"the most probable class of row {row} is another one");
        }
    }

    private static double LossTolerance(string name) =>
        name is ContenderName.FitAuto or ContenderName.FineTune or ContenderName.Tricks ? 3e-2 : 1e-2;

    private static double ProbabilityTolerance(string name) => name switch
    {
        ContenderName.ScoreBFloat16 => 2e-2,
        ContenderName.ScoreFloat32 or ContenderName.FeaturizeFloat32 or ContenderName.Predict => 1e-5,
        _ => 1e-4,
    };

    private static BenchmarkException Differs(string name, string how) =>
        new($"'{name}' computes something else than it should, so its time says nothing: {how}. Correct it first; the verb doctor of the programs tells whether it is this machine that computes wrongly.");

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
