namespace ResNetMLNet.Distributed;

/// <summary>How rows are scored into blocks, and where to.</summary>
public sealed class BlockScoringOptions
{
    /// <summary>The folder of the blocks, which all processes share; it is made if it is not there.</summary>
    public required string Folder { get; set; }

    /// <summary>Which of the processes this one is; null, the default, for <see cref="ScoringPart.OfLauncher"/>.</summary>
    public ScoringPart? Part { get; set; }

    /// <summary>The format of the blocks. The default is Parquet.</summary>
    public BlockFormat Format { get; set; } = BlockFormat.Parquet;

    /// <summary>
    /// The rows of each block but the last, from 1 to 1,000,000: what a process that is killed loses at most, and what each holds in
    /// memory. The default is 10,000.
    /// </summary>
    public int RowsPerBlock { get; set; } = 10_000;

    /// <summary>
    /// Columns of the data that tell rows apart, such as <c>ImagePath</c> and <c>Label</c>: texts, keys or numbers, written as texts. The
    /// default is none: rows have their number.
    /// </summary>
    public IReadOnlyList<string> KeyColumnNames { get; set; } = [];

    /// <summary>
    /// How many of the likeliest classes are named, with their scores; null, the default, writes the score of every class.
    /// </summary>
    public int? TopCount { get; set; }

    /// <summary>The model's column of scores: a number, or one for each class. The default is <c>Score</c>.</summary>
    public string ScoreColumnName { get; set; } = "Score";

    /// <summary>
    /// The model's column of the class that it names, left out where there is none. The default is <c>PredictedLabel</c>.
    /// </summary>
    public string PredictedLabelColumnName { get; set; } = "PredictedLabel";

    /// <summary>How many rows the data have, where a caller knows and the view does not; null, the default, asks the view.</summary>
    public long? RowCount { get; set; }

    /// <summary>
    /// What tells data apart: a hash of names and sizes, say. Processes that give different ones do not share a folder. The default is
    /// none: data go by the number of their rows.
    /// </summary>
    public string DataFingerprint { get; set; } = "";

    /// <summary>
    /// What tells models apart, such as the hash of a file; null, the default, for the hash of what the model is saved as, which it has to
    /// be able to.
    /// </summary>
    public string? ModelFingerprint { get; set; }

    /// <summary>Is told how far this process has come; null, the default, for nobody.</summary>
    public IProgress<ScoringProgress>? Progress { get; set; }

    /// <summary>Ends the scoring: whole blocks stay, and the one that is being scored is dropped.</summary>
    public CancellationToken CancellationToken { get; set; }
}
