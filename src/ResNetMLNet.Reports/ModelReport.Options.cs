namespace ResNetMLNet.Reports;

public sealed partial class ModelReport
{
    /// <summary>Where a report finds what it needs.</summary>
    public sealed class Options
    {
        /// <summary>
        /// The column of true classes: keys, texts or numbers. Its keys name the scores where these have no names of their own. The default
        /// is <c>Label</c>.
        /// </summary>
        public string LabelColumnName { get; set; } = "Label";

        /// <summary>The column of scores, one for each class. The default is <c>Score</c>.</summary>
        public string ScoreColumnName { get; set; } = "Score";

        /// <summary>
        /// The column of the class that the model names. The default is <c>PredictedLabel</c>. Where it names no class of the model, or
        /// is not there, rows are taken for the class with the highest score.
        /// </summary>
        public string PredictedLabelColumnName { get; set; } = "PredictedLabel";

        /// <summary>
        /// A column of texts that names rows, as <c>ImagePath</c>; null, the default, for none: rows go by their place then.
        /// </summary>
        public string? RowNameColumnName { get; set; }

        /// <summary>The seed of the intervals that rows are drawn for. The default is 1.</summary>
        public int Seed { get; set; } = 1;

        /// <summary>Is told the number of rows that are scored; null, the default, for nobody.</summary>
        public IProgress<long>? Progress { get; set; }

        /// <summary>Ends the scoring.</summary>
        public CancellationToken CancellationToken { get; set; }
    }
}
