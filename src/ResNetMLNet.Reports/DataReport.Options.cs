using Microsoft.ML;
using ResNetMLNet.Reports.Data;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Reports;

public sealed partial class DataReport
{
    /// <summary>What is looked for, and where.</summary>
    public sealed class Options
    {
        /// <summary>
        /// The column of pictures: texts, which are paths, or vectors of <see cref="byte"/>, the contents of picture files.
        /// </summary>
        public string PictureColumnName { get; set; } = "ImagePath";

        /// <summary>The column of classes: keys or texts.</summary>
        public string LabelColumnName { get; set; } = "Label";

        /// <summary>The most pixels that a picture may have; one that has more counts as unreadable.</summary>
        public long MaximumPixels { get; set; } = PictureRules.DefaultMaximumPixels;

        /// <summary>
        /// The shorter side in pixels below which a picture is tiny, if it is also below half of what is usual among the pictures.
        /// </summary>
        public int MinimumSide { get; set; } = 32;

        /// <summary>How many times as many pictures as the smallest class the largest may have, 1 or more.</summary>
        public double MaximumImbalance { get; set; } = 10;

        /// <summary>
        /// What makes of the training pictures and their labels what <see cref="Trainer"/> learns from; null if it learns from the data as
        /// they are. It is fitted once. All columns that it leaves are held in memory: let it end by <c>SelectColumns</c> of label and
        /// features.
        /// </summary>
        public IEstimator<ITransformer>? Featurizer { get; set; }

        /// <summary>
        /// What learns from the label as a key and scores by probabilities of the classes, as <c>LbfgsMaximumEntropy</c> does; null if
        /// doubtful labels are not looked for.
        /// </summary>
        public IEstimator<ITransformer>? Trainer { get; set; }

        /// <summary>The column of the probabilities.</summary>
        public string ScoreColumnName { get; set; } = "Score";

        /// <summary>How many models are trained to find doubtful labels, 2 or more; one for each picture where those are fewer.</summary>
        public int NumberOfFolds { get; set; } = 5;

        /// <summary>Decides which rows are scored together.</summary>
        public int Seed { get; set; }

        /// <summary>
        /// Is told what is being done, as <c>Looking at the training pictures: 640 of 2,000</c>, by one thread or another; null for
        /// nobody.
        /// </summary>
        public IProgress<string>? Progress { get; set; }

        internal void Check()
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(PictureColumnName);
            ArgumentException.ThrowIfNullOrWhiteSpace(LabelColumnName);
            ArgumentException.ThrowIfNullOrWhiteSpace(ScoreColumnName);
            ArgumentOutOfRangeException.ThrowIfNegative(MinimumSide);
            ArgumentOutOfRangeException.ThrowIfLessThan(MaximumImbalance, 1);
            ArgumentOutOfRangeException.ThrowIfLessThan(NumberOfFolds, 2);
            Rules.Check();
        }

        internal PictureRules Rules => new() { MaximumPixels = MaximumPixels };

        internal PictureReading Reading => new(PictureColumnName, LabelColumnName, Rules, Progress);
    }
}
