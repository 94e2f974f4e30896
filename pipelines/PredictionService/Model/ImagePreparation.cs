using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>
/// Prepares pictures for the models of <c>pipelines/ImageFolder</c>: they are decoded as the chain's loader does, and go through
/// those members of the chain that turn pictures into numbers.
/// </summary>
/// <param name="rules">What the chain's loader obeys.</param>
/// <param name="mapper">Those members.</param>
/// <param name="output">The column of the numbers.</param>
internal sealed class ImagePreparation(PictureRules rules, IRowToRowMapper mapper, DataViewSchema.Column output)
    : IPicturePreparation, IDisposable
{
    // Rows have buffers of their own; there are as many as threads decode at once.
    private readonly ConcurrentBag<ImageFeatures> _rows = [];

    /// <inheritdoc/>
    public PictureRules Rules => rules;

    /// <inheritdoc/>
    public Array Prepare(EncodedPicture picture)
    {
        using var image = picture.Decode();
        if (!_rows.TryTake(out var row))
            row = new ImageFeatures(mapper, output);
        var features = row.Of(image);
        _rows.Add(row);
        return features;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_rows.TryTake(out var row))
            row.Dispose();
    }
}
