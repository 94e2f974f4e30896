using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.Data;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>
/// Prepares pictures for the models of <c>pipelines/ImageFolder</c>: they are decoded as ML.NET's loader does, and go through
/// those members of the chain that turn pictures into numbers.
/// </summary>
/// <param name="mapper">Those members.</param>
/// <param name="output">The column of the numbers.</param>
internal sealed class ImagePreparation(IRowToRowMapper mapper, DataViewSchema.Column output) : IPicturePreparation, IDisposable
{
    // Rows have buffers of their own; there are as many as threads decode at once.
    private readonly ConcurrentBag<ImageFeatures> _rows = [];

    /// <inheritdoc/>
    public Array Prepare(PictureFile picture, byte[] content)
    {
        picture.Check();
        using var image = MLImage.CreateFromStream(new MemoryStream(content));
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
