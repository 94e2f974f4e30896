namespace ResNetMLNet.Distributed;

/// <summary>How far a process has come with its rows.</summary>
/// <param name="RowsDone">How many of its rows are scored, those of earlier runs counted.</param>
/// <param name="RowsOfPart">How many rows it has; null where nobody knows yet how many there are in all.</param>
/// <param name="RowsWithoutScores">
/// How many of those that this run has scored have no score, as those of pictures that cannot be read.
/// </param>
public readonly record struct ScoringProgress(long RowsDone, long? RowsOfPart, long RowsWithoutScores);
