using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Benchmarks.Ratios;

/// <summary>Makes the lines of the comparison from races; a line whose races or contenders were not run is left out.</summary>
internal static class RatioRows
{
    private const double EpochRows = 60_000;

    /// <summary>All lines that the races give.</summary>
    public static IReadOnlyList<RatioRow> Of(IReadOnlyDictionary<string, RaceResult> races) =>
    [
        .. Speed(races, "fit-fp32-96", 1.3, ContenderName.FitFloat32, ContenderName.Bare, RaceName.Fit(96)),
        .. Speed(races, "fit-auto-96", 4.0, ContenderName.FitAuto, ContenderName.Bare, RaceName.Fit(96)),
        .. Speed(races, "fit-auto-96-kept", 2.8, ContenderName.FitAuto, ContenderName.BareKept, RaceName.Fit(96)),
        .. Speed(races, "fit-auto-28", 2.6, ContenderName.FitAuto, ContenderName.Bare, RaceName.Fit(28)),
        .. Speed(races, "fit-vs-tricks", 0.97, ContenderName.FitAuto, ContenderName.Tricks, RaceName.Fit(28), RaceName.Fit(96)),
        .. Speed(races, RaceName.FineTune, 2.5, ContenderName.FineTune, ContenderName.FineTuneBare, RaceName.FineTune),
        .. Speed(races, "score-fp32-28", 0.85, ContenderName.ScoreFloat32, ContenderName.Ort, RaceName.Score(28)),
        .. Speed(races, "score-fp32-96", 0.95, ContenderName.ScoreFloat32, ContenderName.Ort, RaceName.Score(96)),
        .. Speed(races, "score-bf16-28", 1.4, ContenderName.ScoreBFloat16, ContenderName.Ort, RaceName.Score(28)),
        .. Speed(races, "score-bf16-96", 1.6, ContenderName.ScoreBFloat16, ContenderName.Ort, RaceName.Score(96)),
        .. Speed(
            races,
            "score-vs-applyonnx",
            1.5,
            ContenderName.ScoreFloat32,
            ContenderName.ApplyOnnx,
            RaceName.Score(28),
            RaceName.Score(96)),
        .. Speed(races, "featurize-28", 0.85, ContenderName.FeaturizeFloat32, ContenderName.Ort, RaceName.Score(28)),
        .. Speed(races, "featurize-96", 0.95, ContenderName.FeaturizeFloat32, ContenderName.Ort, RaceName.Score(96)),
        .. Speed(
            races,
            "featurize-vs-score",
            0.95,
            ContenderName.FeaturizeFloat32,
            ContenderName.ScoreFloat32,
            RaceName.Score(28),
            RaceName.Score(96)),
        .. Speed(races, "predict-96", 1.0, ContenderName.Predict, ContenderName.ApplyOnnxPredict, RaceName.Predict(96)),
        .. Speed(races, "predict-28", 0.6, ContenderName.Predict, ContenderName.ApplyOnnxPredict, RaceName.Predict(28)),
        .. OnnxRuntime(races),
        .. InputShare(races),
        .. Memory(races, "fit-memory", 1.15, ContenderName.FitFloat32, ContenderName.Bare, RaceName.Fit(96)),
        .. Memory(races, "fine-tune-memory", 1.0, ContenderName.FineTune, ContenderName.FineTuneBare, RaceName.FineTune),
    ];

    /// <summary>The transformer over ONNX Runtime, against the session itself and ML.NET's own transformer.</summary>
    private static IEnumerable<RatioRow> OnnxRuntime(IReadOnlyDictionary<string, RaceResult> races) =>
    [
        .. RatioPlan.Sizes.SelectMany(size => Speed(
            races, $"onnxruntime-{size}", 1.0, ContenderName.ScoreOnnxRuntime, ContenderName.Ort, RaceName.Score(size))),
        .. RatioPlan.Sizes.SelectMany(size => Speed(
            races,
            $"onnxruntime-vs-applyonnx-{size}",
            1.5,
            ContenderName.ScoreOnnxRuntime,
            ContenderName.ApplyOnnx,
            RaceName.Score(size))),
        .. RatioPlan.Sizes.SelectMany(size => Speed(
            races,
            $"onnxruntime-predict-{size}",
            1.0,
            ContenderName.PredictOnnxRuntime,
            ContenderName.ApplyOnnxPredict,
            RaceName.Predict(size))),
    ];

    /// <summary>Rows a second of two contenders; of several races the worst counts.</summary>
    private static IEnumerable<RatioRow> Speed(
        IReadOnlyDictionary<string, RaceResult> races,
        string id,
        double atLeast,
        string ours,
        string theirs,
        params string[] names) =>
        names.Where(name => races.TryGetValue(name, out var race) && race.Rounds.ContainsKey(ours))
            .Select(name => RatioRow.Of(id, Speeds(races[name], ours), Speeds(races[name], theirs), atLeast))
            .OrderBy(row => row.Ratio)
            .Take(1);

    /// <summary>The seconds in front of an epoch over those of the epoch; the worst size counts.</summary>
    private static IEnumerable<RatioRow> InputShare(IReadOnlyDictionary<string, RaceResult> races) =>
        RatioPlan.Sizes.Where(size => races.ContainsKey(RaceName.Read(size)) && races.ContainsKey(RaceName.Fit(size)))
            .Select(size => RatioRow.Of(
                "input-share",
                Seconds(races[RaceName.Read(size)], ContenderName.Reading),
                Seconds(races[RaceName.Fit(size)], ContenderName.FitAuto),
                atMost: 0.02))
            .OrderByDescending(row => row.Ratio)
            .Take(1);

    private static IEnumerable<RatioRow> Memory(
        IReadOnlyDictionary<string, RaceResult> races, string id, double atMost, string ours, string theirs, string name) =>
        races.TryGetValue(name, out var race) ? [RatioRow.Of(id, Peaks(race, ours), Peaks(race, theirs), atMost: atMost)] : [];

    private static List<double> Speeds(RaceResult race, string contender) =>
        [.. race.Rounds[contender].Select(round => round.Speed)];

    private static List<double> Seconds(RaceResult race, string contender) =>
        [.. race.Rounds[contender].Select(round => EpochRows / round.Speed)];

    private static List<double> Peaks(RaceResult race, string contender) =>
        [.. race.Rounds[contender].Select(round => (double)round.PeakBytes)];
}
