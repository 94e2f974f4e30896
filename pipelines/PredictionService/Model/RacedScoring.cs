namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Scores few pictures together by one runtime, and more by another one.</summary>
/// <param name="alone">What scores one picture and few.</param>
/// <param name="batches">What scores more.</param>
/// <param name="batchesFrom">From how many on.</param>
internal sealed class RacedScoring(IBatchScoring alone, IBatchScoring batches, int batchesFrom) : IBatchScoring
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => alone.Classes;

    /// <inheritdoc/>
    public Array Blank => alone.Blank;

    /// <inheritdoc/>
    public long PictureBytes => alone.PictureBytes;

    /// <inheritdoc/>
    public float[][] Score(IReadOnlyList<Array> pictures) => (pictures.Count < batchesFrom ? alone : batches).Score(pictures);
}
