using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Training;

public sealed partial class ResNetTrainer
{
    /// <summary>The options of <see cref="ResNetTrainer"/>.</summary>
    /// <remarks>
    /// The defaults are the experiment of Dive into Deep Learning, chapter 7.6: batches of 256, plain SGD at 0.05, 10
    /// epochs. The trainer copies and checks them when it is made, and never changes them.
    /// </remarks>
    public sealed class Options
    {
        /// <summary>The label column: a key with a known number of classes.</summary>
        /// <value>The default is <c>Label</c>.</value>
        public string LabelColumnName { get; set; } = DefaultColumnNames.Label;

        /// <summary>
        /// The feature column: a <see cref="float"/> vector of known size, shaped (channels, height, width) or (height, width).
        /// </summary>
        /// <value>The default is <c>Features</c>.</value>
        public string FeatureColumnName { get; set; } = DefaultColumnNames.Features;

        /// <summary>The column for the class probabilities.</summary>
        /// <value>The default is <c>Score</c>.</value>
        public string ScoreColumnName { get; set; } = DefaultColumnNames.Score;

        /// <summary>The column for the predicted class.</summary>
        /// <value>The default is <c>PredictedLabel</c>.</value>
        public string PredictedLabelColumnName { get; set; } = DefaultColumnNames.PredictedLabel;

        /// <summary>The number of passes over the training set, at least 1.</summary>
        /// <value>The default is 10.</value>
        public int Epoch { get; set; } = 10;

        /// <summary>The number of images per update of the weights, at least 1.</summary>
        /// <value>The default is 256.</value>
        public int BatchSize { get; set; } = 256;

        /// <summary>The learning rate, or the highest one under <see cref="LearningRateSchedule.OneCycle"/>; above 0.</summary>
        /// <value>The default is 0.05.</value>
        public double LearningRate { get; set; } = 0.05;

        /// <summary>How the learning rate develops over the training.</summary>
        /// <value>The default is <see cref="LearningRateSchedule.Constant"/>.</value>
        public LearningRateSchedule LearningRateSchedule { get; set; } = LearningRateSchedule.Constant;

        /// <summary>The momentum of the SGD optimizer, from 0 to below 1.</summary>
        /// <value>The default is 0.</value>
        public double Momentum { get; set; }

        /// <summary>Whether the momentum is Nesterov's; needs a <see cref="Momentum"/> above 0.</summary>
        /// <value>The default is <see langword="false"/>.</value>
        public bool Nesterov { get; set; }

        /// <summary>The L2 penalty on all parameters, as in <c>torch.optim.SGD</c>; at least 0.</summary>
        /// <value>The default is 0.</value>
        public double WeightDecay { get; set; }

        /// <summary>The number format of the convolutions while training.</summary>
        /// <value>The default is <see cref="TrainingPrecision.Auto"/>.</value>
        public TrainingPrecision Precision { get; set; } = TrainingPrecision.Auto;

        /// <summary>
        /// The seed for initial weights and row order. On a CPU the same seed, data and options give bit-identical weights.
        /// </summary>
        /// <value>The default is null: the seed of the <see cref="MLContext"/>, or a random one if it has none.</value>
        public int? Seed { get; set; }

        /// <summary>
        /// A view with the label and feature columns of the training set, to be scored after each epoch; it is not trained on.
        /// </summary>
        /// <value>The default is null: no validation.</value>
        public IDataView? ValidationSet { get; set; }

        /// <summary>Called on the training thread after each epoch. An exception in it ends the training.</summary>
        /// <value>The default is null.</value>
        public Action<EpochMetrics>? MetricsCallback { get; set; }

        /// <summary>Called on the training thread after batches, at most a few times a second.</summary>
        /// <value>The default is null.</value>
        public Action<TrainingProgress>? ProgressCallback { get; set; }

        /// <summary>
        /// Ends the training after the running batch. <see cref="Fit(IDataView)"/> then returns the model of the last finished
        /// epoch, and throws <see cref="OperationCanceledException"/> if there is none.
        /// </summary>
        /// <value>The default is a token that is never cancelled.</value>
        public CancellationToken CancellationToken { get; set; }

        internal Options Clone() => (Options)MemberwiseClone();

        /// <exception cref="ArgumentOutOfRangeException">Values are out of range; the message names each.</exception>
        internal void Check()
        {
            var problems = new List<string>();
            Require(!string.IsNullOrWhiteSpace(LabelColumnName), nameof(LabelColumnName), LabelColumnName, "a column name");
            Require(!string.IsNullOrWhiteSpace(FeatureColumnName), nameof(FeatureColumnName), FeatureColumnName, "a column name");
            Require(!string.IsNullOrWhiteSpace(ScoreColumnName), nameof(ScoreColumnName), ScoreColumnName, "a column name");
            Require(!string.IsNullOrWhiteSpace(PredictedLabelColumnName), nameof(PredictedLabelColumnName), PredictedLabelColumnName, "a column name");
            Require(ScoreColumnName != PredictedLabelColumnName, nameof(ScoreColumnName), ScoreColumnName, $"another name than {nameof(PredictedLabelColumnName)}");
            Require(Epoch >= 1, nameof(Epoch), Epoch, "at least 1");
            Require(BatchSize >= 1, nameof(BatchSize), BatchSize, "at least 1");
            Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "a finite number above 0");
            Require(Enum.IsDefined(LearningRateSchedule), nameof(LearningRateSchedule), LearningRateSchedule, "one of the enumeration's values");
            Require(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "from 0 to below 1");
            Require(!Nesterov || Momentum > 0, nameof(Nesterov), Nesterov, $"false unless {nameof(Momentum)} is above 0");
            Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), nameof(WeightDecay), WeightDecay, "a finite number of at least 0");
            Require(Enum.IsDefined(Precision), nameof(Precision), Precision, "one of the enumeration's values");
            if (problems.Count > 0)
                throw new ArgumentOutOfRangeException("options", string.Join(" ", problems));

            void Require(bool condition, string name, object? value, string expected)
            {
                if (!condition)
                    problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value ?? "null"}, it has to be {expected}."));
            }
        }
    }
}
